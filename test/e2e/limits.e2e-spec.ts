import { randomUUID } from 'node:crypto';
import pg from 'pg';
import request from 'supertest';
import { type Clinic, startClinic } from '../support/clinic.js';
import { clinicTime, Visitor } from '../support/http.js';

const SAFETY = 25;
const ADDRESS = 30;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

describe('limits, with two apis behind one trusted proxy', () => {
  let clinic: Clinic;
  let database: pg.Client;

  beforeAll(async () => {
    clinic = await startClinic({
      apis: 2,
      env: {
        TRUST_PROXY: '1',
        HEARTH_LIMIT_SAFETY_PER_MIN: String(SAFETY),
        HEARTH_LIMIT_ADDRESS_PER_MIN: String(ADDRESS),
        HEARTH_LIMIT_SIGN_IN_PER_MIN: '3',
      },
    });
    database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
  }, 90_000);
  afterAll(async () => {
    await database?.end();
    await clinic?.stop();
  });

  const ask = (from: string, url = clinic.url) => request(url).get('/openapi.json').set('X-Forwarded-For', from);
  const minuteNow = () => Math.floor(Date.now() / 60_000);
  const vitals = { systolicMmHg: 122, diastolicMmHg: 80, heartRateBpm: 72, hasSymptoms: false };

  /** Asks until it is refused, from one address after the other until the turn of the minute did not come between. */
  async function exhaustOne(): Promise<{ from: string; answered: number; minute: number }> {
    for (let host = 1; ; host++) {
      const [from, minute] = [`192.0.2.${host}`, minuteNow()];
      let answered = 0;
      for (let reply = await ask(from); reply.status !== 429; reply = await ask(from)) answered++;
      if (minute === minuteNow()) return { from, answered, minute };
    }
  }

  it('one address has one budget in both, another address has its own, and what it claims to be is not believed', async () => {
    const { from, answered, minute } = await exhaustOne();
    expect(answered).toBe(ADDRESS);
    const refused = await ask(from);
    if (minute === minuteNow()) expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    let ofSecond = 0;
    while ((await ask(from, clinic.urlOf('api-2'))).status !== 429) {
      ofSecond++;
      await pause(100);
    }
    if (minute === minuteNow()) expect(ofSecond).toBeLessThan(ADDRESS);
    await ask('198.51.100.7').expect(200);
    if (minute === minuteNow()) await ask(`203.0.113.5, ${from}`).expect(429);
  });

  it('somebody who guesses passwords is stopped at one account, and may still use another', async () => {
    const attempt = (email: string, url = clinic.url) =>
      request(url).post('/v1/sign-ins').set('X-Forwarded-For', '192.0.2.20').send({ email, password: 'wrong' });
    const minute = minuteNow();
    const urls = [clinic.url, clinic.urlOf('api-2'), clinic.url, clinic.urlOf('api-2')];
    const statuses: number[] = [];
    for (const url of urls) statuses.push((await attempt('Rosa@example.com', url)).status);
    const another = await attempt('iris@example.com');
    if (minute === minuteNow()) expect([...statuses, another.status]).toEqual([401, 401, 401, 429, 401]);
  });

  it('whoever guesses beside somebody delays neither their own browser nor a passkey', async () => {
    const { email, password } = clinic.signIns.find(({ name }) => name.startsWith('Jonas'))!;
    const passkey = { id: 'x', rawId: 'x', type: 'public-key', response: {}, clientExtensionResults: {} };
    /** From one address, whose minute must not turn meanwhile. */
    const tryFrom = async (from: string) => {
      const ask = (path: string, body: object, cookie = '') =>
        request(clinic.url).post(path).set('X-Forwarded-For', from).set('Cookie', cookie).send(body);
      const attempt = async (word: string, cookie = '') => ask('/v1/sign-ins', { email, password: word }, cookie);
      const cookies = (await attempt(password)).get('Set-Cookie')!;
      const known = cookies.find((one) => one.includes('-device='))!.split(';')[0]!;
      const minute = minuteNow();
      const guesses = [];
      for (let i = 0; i < 4; i++) guesses.push((await attempt('wrong')).status);
      const own = [(await attempt(password, known)).status, (await attempt(password, `${known.slice(0, -4)}xxxx`)).status];
      const passkeys = [];
      for (let i = 0; i < 5; i++) passkeys.push((await ask('/v1/sign-ins/passkey', { passkey })).status);
      return minute === minuteNow() ? { last: guesses.at(-1), own, passkeys } : null;
    };
    const told = (await tryFrom('192.0.2.40')) ?? (await tryFrom('192.0.2.41')) ?? (await tryFrom('192.0.2.42'));
    expect(told).toEqual({ last: 429, own: [201, 429], passkeys: Array(5).fill(422) });
  });

  it('safety checks are limited for a sign-in and not for an address, and go on when nobody can count', async () => {
    const sam = await Visitor.chaperoneOf(clinic, 'sam');
    const happenedAt = await clinicTime(clinic);
    const record = (visitor: Visitor) =>
      visitor.post(`/v1/dosing-sessions/${sam.sessionId}/entries`, {
        id: randomUUID(),
        type: 'vitals',
        payload: vitals,
        happenedAt,
      });
    while ((await ask('127.0.0.1')).status !== 429);
    await database.query('ALTER TABLE rate_limit RENAME TO rate_limit_away');
    await record(sam.visitor).expect(201);
    const { email, password } = clinic.signIns[0]!;
    const signIn = () => request(clinic.url).post('/v1/sign-ins').set('X-Forwarded-For', '192.0.2.30').send({ email, password });
    expect((await signIn()).body).toMatchObject({ status: 503, code: 'database.unavailable' });
    await database.query('ALTER TABLE rate_limit_away RENAME TO rate_limit');
    await signIn().expect(201);
    const statuses: number[] = [];
    while (statuses.at(-1) !== 429) statuses.push((await record(sam.visitor)).status);
    expect(statuses.filter((status) => status === 201).length).toBeGreaterThanOrEqual(SAFETY - 1);
  });
});
