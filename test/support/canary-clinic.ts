import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import pg from 'pg';

import { CompanionReadiness, EnrolmentService } from '#care';
import type { Role } from '#contracts';
import { hashPassword, IdentityService } from '#identity';
import { NotificationsModule } from '#notifications';
import { ProtocolsService } from '#protocols';
import { freePort } from '../../tools/postgres.mjs';
import { Canaries } from './canaries.js';
import { leaksInDatabase } from './canary-search.js';
import { sendWrong, sendWrongBySocket } from './canary-tries.js';
import { Clinic, type ServerName } from './clinic.js';
import { moveClock, Visitor } from './http.js';
import { brokenInvariants } from './invariants.js';
import { readyAtHome } from './ready-at-home.js';
import { RedisServer } from './redis-server.mjs';
import { pngFile } from './sample-files.js';
import { SmallClinic } from './small-clinic.js';
import { maySign, wholeProtocol } from './whole-protocol.js';

const canaries = new Canaries();
const PASSWORD = canaries.word('a password');
/** Where a canary may be read, and why. Everything else is a leak. */
const ALLOWED = new Map([['person.display_name', 'names are plain: boards, rules and search need them (architecture §0)']]);
/** Everything that says something while the clinic runs; NOTIFY has these channels. */
const CHANNELS = ['hearth_hint', 'bullmq_jobs', 'bullmq_events', 'bullmq_relay'];

type Person = Readonly<{ id: string; email: string; name: string }>;
let small: SmallClinic;
let database: pg.Client;
const people: Record<string, Person> = {};
let heard: string[] = [];
let redis: RedisServer | undefined;
let clinic: Clinic;
let metricsPort: number;
let replies: string[] = [];
/** What was asked of Redis. */
const commands: string[] = [];

async function plantPerson(key: string, role: Role): Promise<string> {
  const email = canaries.email(`${key}: e-mail`);
  const person = { displayName: `${canaries.word(`${key}: name`)} Planted`, zone: 'America/Phoenix', email };
  const more = { phone: canaries.phone(`${key}: phone`), passwordHash: await hashPassword(PASSWORD) };
  const id = await small.transact((tx) => small.get(IdentityService).add(tx, { role, ...person, ...more }));
  people[key] = { id, email, name: person.displayName };
  return id;
}

/** A patient with everything that can be written about one. */
async function plantPatient(key: string, team: { prescriberId: string; therapistId: string }): Promise<void> {
  const [id, chaperoneId] = [await plantPerson(key, 'patient'), await plantPerson(`${key}'s companion`, 'chaperone')];
  const card = {
    addressLine: canaries.word(`${key}: address`),
    entryNote: canaries.word(`${key}: entry note`),
    allergies: canaries.word(`${key}: allergies`),
    localEmergencyNumber: canaries.phone(`${key}: local number`),
  };
  const who = { patientId: id, signedBy: team.prescriberId };
  const words = { goal: canaries.word(`${key}: goal`), reason: canaries.word(`${key}: reason`) };
  await small.transact(async (tx) => {
    await small.get(EnrolmentService).enrol(tx, id, { team: { ...team, chaperoneId }, consentVersion: '1', card });
    await small.get(CompanionReadiness).putAll(tx, chaperoneId);
    await maySign(tx, small.license, who);
    await small.get(ProtocolsService).sign(tx, wholeProtocol(who, words));
    await readyAtHome((service) => small.get(service), tx, { ...team, patientId: id }, canaries.word(`${key}: at home`));
  });
}

async function plant(): Promise<void> {
  small = await SmallClinic.open([NotificationsModule]);
  const staff = {
    prescriberId: await plantPerson('prescriber', 'prescriber'),
    therapistId: await plantPerson('therapist', 'therapist'),
  };
  await plantPerson('admin', 'admin');
  for (const id of Object.values(staff)) await small.keepHours(id, { fromMin: 9 * 60, toMin: 18 * 60 });
  for (const key of ['ana', 'ben', 'cleo', 'dov']) await plantPatient(key, staff);
  database = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
  await database.connect();
  database.on('notification', ({ channel, payload = '' }) => heard.push(`${channel} ${payload}`));
  for (const channel of CHANNELS) await database.query(`LISTEN ${channel}`);
  await keepJobs();
}

/** A job is gone from its table as soon as it is done: a copy of each stays. */
async function keepJobs(): Promise<void> {
  await database.query(`
    CREATE TABLE kept_job (said text);
    CREATE FUNCTION keep_job() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN INSERT INTO public.kept_job VALUES (NEW::text); RETURN NEW; END $$;
    CREATE TRIGGER keep_job AFTER INSERT OR UPDATE ON bullmq.job FOR EACH ROW EXECUTE FUNCTION keep_job();`);
}

/** The servers as they run, on the planted database. */
async function startServers(redisUrl?: string): Promise<{ clinic: Clinic; metricsPort: number }> {
  const [port, metricsPort] = [await freePort(), await freePort()];
  const env = {
    ...process.env,
    HEARTH_MODE: 'demo',
    HEARTH_HOST: '127.0.0.1',
    HEARTH_WORKER: 'separate',
    HEARTH_DATA_DIR: process.env['HEARTH_DATA_DIR'],
    REDIS_URL: redisUrl ?? '',
  };
  const places = new Map<ServerName, { port?: number }>([
    ['api', { port }],
    ['worker', {}],
  ]);
  const clinic = new Clinic(process.env['DATABASE_URL']!, '', { ...env, METRICS_PORT: '' }, places, '');
  const signIns = Object.values(people).map(({ name }) => ({ name }));
  Object.assign(clinic, { signIns });
  Object.assign(clinic.env, { METRICS_PORT: String(metricsPort) });
  clinic.start('api');
  await clinic.ready();
  Object.assign(clinic.env, { METRICS_PORT: '' });
  clinic.start('worker');
  await clinic.ready('worker');
  return { clinic, metricsPort };
}

/** Past the front door, which asks staff for more than a password. */
const signedIn = (clinic: Clinic, key: string): Promise<Visitor> => Visitor.named(clinic, people[key]!.name);

/** A paper with its title and what it shows, and whom the clinic may write to. */
async function addPaper(patient: Visitor, key: string): Promise<void> {
  const at = `/v1/patients/${people[key]!.id}`;
  const about = { form: 'treatment-history', entry: canaries.word(`${key}: what a paper is about`) };
  const paper = { kind: 'other', title: canaries.word(`${key}: title of a paper`), about };
  const { body } = await patient.post(`${at}/documents`, paper).set('Idempotency-Key', randomUUID()).expect(201);
  const file = pngFile(Buffer.from(canaries.word(`${key}: within a paper`)));
  await patient.upload(`${at}/documents/${body.documentId}/content`, file).expect(200);
  await patient.get(`${at}/documents/${body.documentId}/content`).expect(200);
  const recipient = { name: canaries.word(`${key}: whom the clinic may write to`) };
  const agreed = { recipient, covers: ['treatment-begins'], purpose: 'treatment', days: 30 };
  await patient.post(`${at}/outside-releases`, agreed).set('Idempotency-Key', randomUUID()).expect(201);
}

/** What stands on a chart, and what is written about somebody. */
async function writeChart(prescriber: Visitor, key: string): Promise<void> {
  const at = `/v1/patients/${people[key]!.id}`;
  const send = (path: string, body: object) =>
    prescriber.post(`${at}/${path}`, body).set('Idempotency-Key', randomUUID()).expect(201);
  const words = { text: canaries.word(`${key}: an allergy`), detail: canaries.word(`${key}: how it shows`) };
  await send('chart/entries', { kind: 'allergy', ...words });
  await send('notes', { kind: 'phone', text: canaries.word(`${key}: a note of the chart`) });
  await prescriber.get(`${at}/chart`).expect(200);
}

/** Books, cancels, comes in as companion, records, asks for help, and lets reminders, calls and a missed visit fall due. */
async function live(clinic: Clinic, key: string, days: number): Promise<{ sessionId: string; replies: string[] }> {
  const patient = await signedIn(clinic, key);
  const book = async (startsAt: Date) => {
    const body = { patientId: people[key]!.id, startsAt: startsAt.toISOString() };
    return patient.post('/v1/dosing-sessions', body).set('Idempotency-Key', randomUUID()).expect(201);
  };
  const first = await book(await small.at(days, 10));
  const cancellation = `/v1/dosing-sessions/${first.body.sessionId}/cancellation`;
  await patient.post(cancellation, { reason: 'illness' }).set('Idempotency-Key', randomUUID()).expect(201);
  const written = { text: `A question: ${canaries.word(`${key}: a message to the team`)}` };
  await patient.post(`/v1/patients/${people[key]!.id}/conversation`, written).set('Idempotency-Key', randomUUID()).expect(201);
  await addPaper(patient, key);
  const startsAt = await small.at(days + 1, 10);
  const { sessionId } = (await book(startsAt)).body;
  await moveClock(clinic, { to: new Date(startsAt.getTime() - 10 * 60_000).toISOString() });

  const companion = await signedIn(clinic, `${key}'s companion`);
  const record = async (by: Visitor, type: string, payload = {}) => {
    const entry = { id: randomUUID(), type, payload, happenedAt: (await by.get('/v1/clock')).body.now };
    return by.post(`/v1/dosing-sessions/${sessionId}/entries`, entry).set('Idempotency-Key', randomUUID());
  };
  await record(companion, 'arrival');
  expect((await record(patient, 'help', { asked: 'prescriber' })).status).toBe(201);
  const wrong = { systolicMmHg: canaries.word('a reading'), note: canaries.word('a note of a reading') };
  const replies = [
    (await record(patient, 'vitals', wrong)).text,
    ...(await sendWrongBySocket(canaries, clinic, patient, sessionId)),
  ];
  const prescriber = await signedIn(clinic, 'prescriber');
  await writeChart(prescriber, key);
  expect((await prescriber.get(`/v1/dosing-sessions/${sessionId}`).expect(200)).text).toContain('Planted');
  await moveClock(clinic, { byMin: 60 });
  return { sessionId, replies };
}

const said = (where: string, texts: readonly string[]) =>
  texts.flatMap((text) => canaries.find(text).map((planted) => `${where}: ${planted}`));

async function open(queues: 'PostgreSQL' | 'Redis'): Promise<void> {
  await plant();
  heard = [];
  if (queues === 'Redis') {
    redis = await RedisServer.start();
    const monitor = await new Redis(redis.url).monitor();
    monitor.on('monitor', (_: string, args: string[]) => commands.push(args.join(' ')));
  }
  ({ clinic, metricsPort } = await startServers(redis?.url));
  const stranger = new Visitor(clinic);
  const unknown = { email: canaries.email('an unknown address'), password: canaries.word('a wrong password') };
  const asked = await stranger.post('/v1/sign-ins', unknown).expect(401);
  await new Visitor(clinic).post('/v1/sign-ins', { email: people['ana']!.email, password: PASSWORD }).expect(201);
  const { sessionId, replies: lived } = await live(clinic, 'ana', 2);
  const admin = await signedIn(clinic, 'admin');
  replies = [asked.text, ...lived, ...(await sendWrong(canaries, stranger)), ...(await sendWrong(canaries, admin))];
  expect(sessionId).toBeDefined();
}

/** A clinic that holds canaries wherever people write, on the database of the test file; and what it says, searched for them. */
export function describeCanaries(queues: 'PostgreSQL' | 'Redis'): void {
  describe(`with queues in ${queues}`, () => {
    beforeAll(() => open(queues));
    afterAll(async () => {
      for (const name of ['api', 'worker'] as const) await clinic?.kill(name);
      await redis?.kill();
      await database?.end();
      await small?.close();
    });

    it('has more than fifty canaries out, and was busy', async () => {
      const { rows } = await database.query("SELECT count(*)::int AS n FROM message WHERE state = 'sent'");
      expect([canaries.size > 50, rows[0].n > 3, (queues === 'Redis' ? commands : heard).length > 10]).toEqual([
        true,
        true,
        true,
      ]);
    });

    it('holds none in any table in plain, but where the policy allows it', async () => {
      const leaks = await leaksInDatabase(database, canaries);
      expect(leaks.filter((leak) => !ALLOWED.has(leak.split(':')[0]!))).toEqual([]);
      expect(leaks.length).toBeGreaterThan(0); // the search finds what is there
    });

    it('tells none to logs, channels and queues', async () => {
      const logs = (['api', 'worker'] as const).map((name) => clinic.log(name));
      expect(logs.every((log) => log.length > 50)).toBe(true);
      const jobs = (await database.query<{ said: string }>('SELECT said FROM kept_job')).rows.map(({ said: text }) => text);
      expect([...said('log', logs), ...said('channel', heard), ...said('job', jobs), ...said('Redis', commands)]).toEqual([]);
      expect(queues === 'Redis' ? commands.length : jobs.length).toBeGreaterThan(0);
    });

    if (queues === 'Redis') keepsNoneInRedis();
    saysNone();
  });
}

function keepsNoneInRedis(): void {
  it('keeps none in Redis', async () => {
    const client = new Redis(redis!.url);
    await client.config('SET', 'rdbcompression', 'no');
    const keys = await client.keys('*');
    const values = await Promise.all(keys.map((key) => client.dumpBuffer(key)));
    client.disconnect();
    expect(said('Redis', [...keys, ...values.map((value) => value?.toString('latin1') ?? '')])).toEqual([]);
  });
}

function saysNone(): void {
  it('answers none back, to HTTP and sockets that sent what is wrong', () => {
    expect(replies.length).toBeGreaterThan(20);
    const wrongOnes = said(
      'reply',
      replies.filter((text) => /"status":\d{3}/.test(text)),
    );
    expect(wrongOnes).toEqual([]);
  });

  it('sends none in the words of a message', async () => {
    const { body } = await new Visitor(clinic).get('/v1/demo/messages?limit=200').expect(200);
    const texts = (body.messages as { subject: string | null; text: string }[]).map(({ subject, text }) => `${subject} ${text}`);
    expect(texts.length).toBeGreaterThan(3);
    expect(said('message', texts)).toEqual([]);
  });

  it('tells none to whoever reads the metrics', async () => {
    const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    expect(metrics).toContain('hearth_http_request_seconds');
    expect(said('metrics', [metrics])).toEqual([]);
  });

  it('breaks nothing that must hold', async () => {
    const broken = await brokenInvariants(database);
    expect(broken.filter((sentence) => /sealed|key|plain|person/.test(sentence))).toEqual([]);
  });
}
