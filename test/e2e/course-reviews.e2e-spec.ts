import pg from 'pg';
import { type Clinic, startClinic } from '../support/clinic.js';
import { Visitor } from '../support/http.js';
import { brokenInvariants } from '../support/invariants.js';

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
async function until<T>(what: string, find: () => Promise<T | undefined>): Promise<T> {
  for (const began = performance.now(); performance.now() - began < 30_000; await pause(50)) {
    const found = await find();
    if (found !== undefined) return found;
  }
  throw new Error(`Waited in vain: ${what}`);
}
const yesTo = (question: string) => ({
  version: '1',
  linkId: `/before-dose-${question}`,
  answer: { kind: 'codes', codes: ['1'] },
});

describe('a course that is paused', () => {
  let clinic: Clinic;
  let database: pg.Client;

  beforeAll(async () => {
    clinic = await startClinic();
    database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
  }, 120_000);
  afterAll(async () => {
    await database?.end();
    await clinic?.stop();
  });

  const idOf = async (name: string) =>
    (await database.query<{ id: string }>('SELECT id FROM person WHERE display_name LIKE $1', [`${name}%`])).rows[0]!.id;

  it('stops by an answer, holds the gate in the same minute, and goes on by the prescriber of the team', async () => {
    const [mia, nina, omar] = [
      await Visitor.named(clinic, 'Mia'),
      await Visitor.named(clinic, 'Nina'),
      await Visitor.named(clinic, 'Omar'),
    ];
    const at = `/v1/patients/${await idOf('Mia')}`;
    const { sessionId } = clinic.links.find(({ name }) => name === 'mia') as unknown as { sessionId: string };
    const protocolFinding = async () => {
      const { findings } = (await nina.post(`/v1/dosing-sessions/${sessionId}/gate`).expect(201)).body;
      return findings.find(({ item }: { item: string }) => item === 'protocol-signed');
    };
    expect((await mia.get(`${at}/course`).expect(200)).body).toEqual({ pausedSince: null });
    expect(await protocolFinding()).toMatchObject({ isMet: true });

    await mia.post(`${at}/forms/before-dose/answers`, yesTo('pregnancy')).expect(201);
    expect(await protocolFinding()).toMatchObject({ isMet: false, reason: 'paused' });
    expect((await mia.get(`${at}/course`).expect(200)).body.pausedSince).not.toBeNull();
    const free = await mia.get(`${at}/free-times?from=2027-01-01`).expect(200);
    expect(free.body.reason).toBe('paused');

    const { pauses } = (await omar.get(`${at}/dose-ledger`).expect(200)).body;
    expect(pauses.map(({ reason }: { reason: string }) => reason)).toEqual(['pregnancy']);
    const decision = { decision: 'resume', pauseIds: pauses.map(({ id }: { id: string }) => id), note: 'The test is negative.' };
    await omar.post(`${at}/course-review`, decision).expect(403);
    const unproven = await nina.post(`${at}/course-review`, decision);
    expect(unproven.body.code).toBe('identity.step-up-needed');
    await nina.stepUp('Nina');
    await nina.post(`${at}/course-review`, decision).expect(201);
    expect(await protocolFinding()).toMatchObject({ isMet: true });
    const after = (await nina.get(`${at}/dose-ledger`).expect(200)).body;
    expect(after.pauses).toMatchObject([{ ending: 'resumed', note: 'The test is negative.', endedByName: 'Nina Okafor' }]);
    expect((await mia.get(`${at}/course`).expect(200)).body).toEqual({ pausedSince: null });
  });

  it('stops without anybody at the gate: the worker asks the rules of each fact', async () => {
    const [jonas, patientId] = [await Visitor.named(clinic, 'Jonas'), await idOf('Jonas')];
    await jonas.post(`/v1/patients/${patientId}/forms/before-dose/answers`, yesTo('psychosis')).expect(201);
    const [reason] = await until('the course is paused', async () => {
      const { rows } = await database.query<{ reason: string }>(
        'SELECT reason FROM protocol_pause WHERE patient_id = $1 AND ended_at IS NULL',
        [patientId],
      );
      return rows.length ? rows.map((row) => row.reason) : undefined;
    });
    expect(reason).toBe('mania-psychosis');
  });

  it('has a ledger with what was taken, for its clinicians and for nobody else', async () => {
    const [tom, sam] = [await Visitor.named(clinic, 'Tom'), await Visitor.named(clinic, 'Sam')];
    const at = `/v1/patients/${await idOf('Sam')}/dose-ledger`;
    const { doses, exposure, outcomes } = (await tom.get(at).expect(200)).body;
    expect(doses.map(({ number, doseMg }: { number: number; doseMg: number }) => [number, doseMg])).toEqual([
      [1, 100],
      [2, 100],
    ]);
    expect(doses[0]).toMatchObject({ visit: 'done', stepPct: null, absorbed: { route: 'sublingual', lowMg: 15, highMg: 49 } });
    expect(doses[0].readings.length).toBeGreaterThan(2);
    expect(doses[1]).toMatchObject({ stepPct: 0, outcomes: [{ form: 'phq-9', change: -5 }] });
    expect(exposure).toMatchObject({ totalMg: 200, sessionsIn30Days: 2 });
    expect(outcomes).toHaveLength(2);
    await sam.get(at).expect(403);
    const helen = await Visitor.named(clinic, 'Helen');
    expect((await helen.get(at)).body.code).toBe('care.not-found');
  });

  it('leaves nothing behind that breaks an invariant', async () => {
    await until('all is done', async () => ((await brokenInvariants(database)).length ? undefined : true));
  });
});
