import pg from 'pg';
import { DEFERRED, QUESTION, SAID } from '../support/audited-screening.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { moveClock, quieten, Visitor } from '../support/http.js';
import { brokenInvariants } from '../support/invariants.js';

const CAP_MS = 60_000;

describe('a screening, from the first look to a letter', () => {
  let clinic: Clinic;
  let database: pg.Client;
  let [ida, tom, nina, paul, ada]: Visitor[] = [];
  let idaId: string;
  const at = () => `/v1/patients/${idaId}/screening`;
  const idOf = async (visitor: Visitor): Promise<string> => (await visitor.get('/v1/me').expect(200)).body.personId;

  beforeAll(async () => {
    clinic = await startClinic();
    database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
    [ida, tom, nina, paul, ada] = await Promise.all(
      ['Ida', 'Tom', 'Nina', 'Paul', 'Ada'].map((name) => Visitor.named(clinic, name)),
    );
    idaId = await idOf(ida!);
  }, 120_000);
  afterAll(async () => {
    await database?.end();
    await clinic?.stop();
  });

  const until = async <T>(look: () => Promise<T>, isRight: (seen: T) => boolean): Promise<T> => {
    const deadline = Date.now() + CAP_MS;
    for (;;) {
      const seen = await look();
      if (isRight(seen)) return seen;
      if (Date.now() > deadline) throw new Error(`never came: ${JSON.stringify(seen)}`);
      await new Promise((done) => setTimeout(done, 200));
    }
  };
  const own = async () => (await ida!.get(`/v1/patients/${idaId}/own-screening`).expect(200)).body;
  const messagesTo = async (): Promise<string[]> =>
    (await ida!.get('/v1/demo/messages?limit=200').expect(200)).body.messages.map(
      ({ subject, text }: { subject: string | null; text: string }) => `${subject} ${text}`,
    );

  it('is offered, comes back when nobody answers, and is taken over by whom it was offered to', async () => {
    const { offered } = (await nina!.get('/v1/screenings').expect(200)).body;
    expect(offered).toMatchObject([
      { patientName: 'Ida Novak', handOff: { state: 'offered', from: { displayName: 'Tom Brandt' } } },
    ]);
    expect(offered[0].handOff.summary.findings.length).toBeGreaterThan(0);
    await quieten(clinic.databaseUrl, 'screening.');
    await moveClock(clinic, { byMin: 3 * 24 * 60 });
    const over = await until(
      async () => (await tom!.get(at()).expect(200)).body,
      ({ handOffs }) => handOffs[0].state === 'timed_out',
    );
    expect(over).toMatchObject({ isOwn: true, state: 'in_screening' });
    expect((await nina!.post(`/v1/hand-offs/${offered[0].handOff.id}/acceptance`).expect(409)).body.code).toBe(
      'screening.offer-over',
    );
    const again = await tom!.post(`${at()}/hand-offs`, { toId: await idOf(nina!), ...SAID }).expect(201);
    expect((await paul!.post(`/v1/hand-offs/${again.body.handOffId}/acceptance`).expect(404)).body.code).toBe(
      'screening.no-hand-off',
    );
    expect((await own()).screener).toMatchObject({ displayName: 'Tom Brandt', role: 'therapist', profession: 'LCSW' });
    const yes = () => nina!.post(`/v1/hand-offs/${again.body.handOffId}/acceptance`);
    expect((await Promise.all([yes(), yes()])).map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await own()).toMatchObject({ next: 'decision-comes', screener: { displayName: 'Nina Okafor', profession: 'NP' } });
  });

  it('is decided by a person who signs, with all that it stands on, and the message says only that there is a letter', async () => {
    const eligible = {
      outcome: 'eligible',
      basedOn: 0,
      reasons: [],
      alternatives: [],
      revisitOn: null,
      note: 'Seen.',
      words: '',
    };
    await nina!.stepUp('Nina');
    const missing = await nina!.post(`${at()}/decisions`, eligible).expect(422);
    expect(missing.body).toMatchObject({ code: 'screening.demands-open' });
    expect(missing.body.facts.demands).toContain('identity-not-seen');
    expect((await ada!.get(at())).status).toBe(403);
    const asked = await nina!.post(`${at()}/clearances`, { ...QUESTION, dueInDays: 1 }).expect(201);
    const needs = { ...DEFERRED, outcome: 'needs_clearance', reasons: ['heart-or-pressure'], revisitOn: null };
    await nina!.post(`${at()}/decisions`, needs).expect(201);
    expect((await nina!.post(`${at()}/decisions`, { ...DEFERRED, basedOn: 1 }).expect(403)).body.code).toBe(
      'identity.step-up-needed',
    );
    await moveClock(clinic, { byMin: 25 * 60 });
    await until(
      async () => (await ada!.get('/v1/alerts').expect(200)).body.alerts as { kind: string; subjectId: string }[],
      (alerts) => alerts.some(({ kind, subjectId }) => kind === 'clearance-overdue' && subjectId === asked.body.clearanceId),
    );
    const clearance = `/v1/clearances/${asked.body.clearanceId}`;
    await tom!.post(`${clearance}/answer`, { answer: 'no-objection', words: 'A scan was fine.' }).expect(201);
    await nina!.post(`${clearance}/reading`).expect(201);
    await nina!.post(`${at()}/identity`, { documentKind: 'passport' }).expect(201);
    await ida!.post(`/v1/patients/${idaId}/location`, { jurisdiction: 'US-NY' }).expect(201);
    for (const number of [1, 2, 6])
      await ida!
        .post(`/v1/patients/${idaId}/forms/c-ssrs/answers`, {
          ...{ version: '1', linkId: `/c-ssrs-${number}`, answer: { kind: 'codes', codes: ['no'] } },
        })
        .expect(201);
    await ida!.post(`/v1/patients/${idaId}/forms/c-ssrs/completion`).expect(201);
    await nina!.stepUp('Nina');
    await nina!.post(`${at()}/decisions`, { ...eligible, basedOn: 1 }).expect(201);
    expect(await own()).toMatchObject({ next: 'welcome' });
    const told = await until(messagesTo, (texts) => texts.some((text) => text.includes('There is a letter for you')));
    expect(told.filter((text) => /\bheart\b|eligib|cardio|clearance|deferred|safety question/i.test(text))).toEqual([]);
  });

  it('is nobody’s for no moment: an owner who is disabled is missed by the admins', async () => {
    const tomId = await idOf(tom!);
    await nina!.post(`${at()}/steps`, { step: 'begin' }).expect(409); // decided
    const rosaId = await idOf(await Visitor.named(clinic, 'Rosa'));
    await paul!.get(`/v1/patients/${rosaId}/screening`).expect(404);
    await tom!.post(`/v1/patients/${rosaId}/screening`, {}).expect(201);
    await database.query('UPDATE person SET disabled_at = app_now() WHERE id = $1', [tomId]);
    await until(
      async () => (await ada!.get('/v1/alerts').expect(200)).body.alerts as { kind: string }[],
      (alerts) => alerts.some(({ kind }) => kind === 'case-unowned'),
    );
    await ada!.post(`/v1/patients/${rosaId}/screening/owner`, { personId: await idOf(nina!), why: 'left-clinic' }).expect(201);
    expect((await nina!.get('/v1/screenings').expect(200)).body.own).toEqual(
      expect.arrayContaining([expect.objectContaining({ patientName: 'Rosa Marin' })]),
    );
    const broken = await brokenInvariants(database);
    expect(broken.filter((sentence) => /screening|offer of a screening|outside/.test(String(sentence)))).toEqual([]);
  });
});
