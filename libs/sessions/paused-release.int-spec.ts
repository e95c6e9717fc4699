import { randomUUID } from 'node:crypto';

import { IntegrationModule } from '#integration';
import { MINUTE } from '#kernel';
import { Database, sqlState } from '#platform';
import { PauseWatch, ProtocolsService } from '#protocols';
import { releasedDose } from '../../test/support/released-dose.js';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { wholeProtocol } from '../../test/support/whole-protocol.js';
import { PausedReleases } from './paused-releases.js';
import { SessionsService } from './sessions.service.js';
import { SWEEP } from './sweep.js';

let clinic: SmallClinic;
let team: TeamOf;
let sessionId: string;
let doseLineId: string;
beforeAll(async () => {
  clinic = await SmallClinic.open([IntegrationModule]);
});
beforeEach(async () => {
  team = await clinic.enrol();
  ({ sessionId, doseLineId } = await releasedDose(clinic, team));
});
afterAll(() => clinic?.close());

const sql: Database['sql'] = (...statement) => clinic.get(Database).sql(...statement);

/** Somebody's answer that means danger, as its rule leaves it. */
async function signal(): Promise<void> {
  const [id, { personId }] = [randomUUID(), team.patient];
  await sql`INSERT INTO questionnaire_response (id, patient_id, form, version, completed_at) VALUES (${id}, ${personId}, 'c-ssrs', '1', app_now())`;
  await sql`INSERT INTO assessment_signal (id, patient_id, response_id, rule, level, holds_dosing) VALUES (${randomUUID()}, ${personId}, ${id}, 'A5', 3, true)`;
}
const pause = async () => {
  await signal();
  await clinic.transact((tx) => clinic.get(PauseWatch).look(tx, team.patient.personId));
};
const takeBack = () => clinic.transact((tx) => clinic.get(PausedReleases).takeBack(tx, team.patient.personId));
/** Another version of the protocol, with a tighter limit of this patient. */
const tighten = () =>
  clinic.transact((tx) => {
    const who = { patientId: team.patient.personId, signedBy: team.prescriber.personId };
    return clinic.get(ProtocolsService).sign(tx, wholeProtocol(who, { patientLimits: { holdSystolic: 145 }, goesOn: true }));
  });
/** As the worker does when the row of the signature falls due. */
const signedAnew = () => clinic.transact((tx) => clinic.get(PausedReleases).takeBack(tx, team.patient.personId, 'signed-anew'));
const take = (happenedAt = Number.MAX_SAFE_INTEGER) => {
  const entry = { id: randomUUID(), type: 'dose-taken', payload: {}, happenedAt } as const;
  return clinic.get(SessionsService).record(team.patient, sessionId, entry);
};
const refusedFor = (reason: string) => expect.objectContaining({ code: 'sessions.refused', facts: { reason } });
const doseState = async () => (await clinic.read.doseLine.findUniqueOrThrow({ where: { id: doseLineId } })).state;

describe('a dose that is released', () => {
  it('is taken while nothing speaks against it', async () => {
    const [entry] = await take();
    expect([entry!.type, await doseState()]).toEqual(['dose-taken', 'taken']);
  });

  it('is not taken once something has happened that pauses the course, though nobody has looked yet', async () => {
    await signal();
    await expect(take()).rejects.toEqual(refusedFor('course-paused'));
    expect(await doseState()).toBe('signed');
  });

  it('is taken back by a pause: in the plan at once, and in the session with the reason', async () => {
    await pause();
    expect(await doseState()).toBe('signed');
    await expect(take()).rejects.toEqual(refusedFor('course-paused'));
    expect(await clinic.waiting('protocols.course-paused')).toContainEqual(
      expect.objectContaining({ payload: { patientId: team.patient.personId } }),
    );
    await takeBack();
    const last = await clinic.read.sessionEntry.findFirstOrThrow({ where: { sessionId }, orderBy: { seq: 'desc' } });
    expect(last).toMatchObject({ type: 'gate', authorId: null, authorRole: 'system', payload: { isPassed: false } });
    const { findings } = last.payload as { findings: { item: string; reason: string }[] };
    expect(findings.find(({ item }) => item === 'protocol-signed')).toMatchObject({ isMet: false, reason: 'paused' });
    const session = await clinic.read.dosingSession.findUniqueOrThrow({ where: { id: sessionId } });
    expect([session.releasedAt, session.gatePassedAt]).toEqual([null, null]);
    await expect(take()).rejects.toEqual(refusedFor('gate-not-passed'));
  });

  it('is taken back once, and of that people are told', async () => {
    await pause();
    await takeBack();
    await takeBack();
    const rows = (await clinic.waiting('sessions.release-taken-back')).filter(
      ({ payload }) => payload['sessionId'] === sessionId,
    );
    expect(rows).toHaveLength(1);
  });

  it('is taken back when the patient takes their consent back, in the plan and in the session', async () => {
    await sql`UPDATE consent SET withdrawn_at = app_now() WHERE patient_id = ${team.patient.personId}::uuid`;
    await clinic.transact((tx) => clinic.get(PausedReleases).takeBack(tx, team.patient.personId, 'judged-anew'));
    const last = await clinic.read.sessionEntry.findFirstOrThrow({ where: { sessionId }, orderBy: { seq: 'desc' } });
    const { findings } = last.payload as { findings: { item: string; isMet: boolean; reason: string }[] };
    const met = (item: string) => findings.find((one) => one.item === item)!.isMet;
    expect([last.type, met('consent-current'), met('protocol-signed')]).toEqual(['gate', false, true]);
    expect(await doseState()).toBe('signed');
    await expect(take()).rejects.toEqual(refusedFor('gate-not-passed'));
  });

  it('is taken back by another version of the protocol: in the plan with its signature, and in the session with the reason', async () => {
    await tighten();
    expect(await doseState()).toBe('signed');
    await signedAnew();
    const last = await clinic.read.sessionEntry.findFirstOrThrow({
      where: { sessionId, type: 'gate' },
      orderBy: { seq: 'desc' },
    });
    const { findings } = last.payload as { findings: { item: string; reason: string }[] };
    expect(findings.find(({ item }) => item === 'protocol-signed')).toMatchObject({ isMet: false, reason: 'signed-anew' });
    await expect(take()).rejects.toEqual(refusedFor('gate-not-passed'));
  });

  it('is not taken once another version is signed, though the session has not heard of it yet', async () => {
    await tighten();
    await expect(take()).rejects.toEqual(refusedFor('dose-not-released'));
  });

  it('stays released when it was released under the version that tells of itself late', async () => {
    await tighten();
    await sql`UPDATE dose_line SET state = 'released' WHERE id = ${doseLineId}`;
    await signedAnew();
    expect(await doseState()).toBe('released');
    const [entry] = await take();
    expect(entry!.type).toBe('dose-taken');
  });

  it.each([
    ['once', () => take()],
    ['once, though the refusal undoes the whole request', () => clinic.get(Database).together(() => take())],
  ])('calls people by itself when the patient has taken it all the same, %s', async (_, says) => {
    await pause();
    await takeBack();
    for (const _again of [1, 2]) await expect(says()).rejects.toEqual(refusedFor('gate-not-passed'));
    const alerts = await clinic.read.sessionEntry.findMany({ where: { sessionId, type: 'alert' } });
    expect(alerts.map(({ payload }) => payload)).toEqual([expect.objectContaining({ kind: 'dose-refused', level: 3, tier: 1 })]);
    const called = (await clinic.waiting('sessions.alert-climbed')).filter(({ payload }) => payload['sessionId'] === sessionId);
    expect(called).toHaveLength(1);
  });

  it('calls more people as long as nobody takes it on, and stays what it is', async () => {
    await pause();
    await takeBack();
    await expect(take()).rejects.toEqual(refusedFor('gate-not-passed'));
    await sql`UPDATE deadline SET due_at = app_now() WHERE session_id = ${sessionId} AND kind = 'alert'`;
    await clinic.get(Database).write([SWEEP] as never);
    const alerts = await clinic.read.sessionEntry.findMany({
      where: { sessionId, type: 'alert' },
      orderBy: { seq: 'asc' },
    });
    const told = alerts.map(({ payload }) => payload as { tier: number; kind: string });
    expect(told.map(({ tier, kind }) => [tier, kind])).toEqual([1, 2].map((tier) => [tier, 'dose-refused']));
  });

  it.each([
    ['a pause', pause, takeBack],
    ['another version', tighten, signedAnew],
  ])(
    'is recorded when it was taken before %s took it back, with its checks, and people are called',
    async (_, happens, toldOf) => {
      const { recordedAt: releasedAt } = await clinic.read.sessionEntry.findFirstOrThrow({
        where: { sessionId, type: 'release' },
      });
      const atMinute = (minutes: number) => releasedAt.getTime() + minutes * MINUTE;
      await clinic.moveTo(new Date(atMinute(5)));
      await happens();
      await toldOf();
      await clinic.moveTo(new Date(atMinute(10)));
      await expect(take(atMinute(6))).rejects.toEqual(refusedFor('gate-not-passed'));
      const [entry] = await take(atMinute(2));
      expect([entry!.type, await doseState()]).toEqual(['dose-taken', 'taken']);
      const session = await clinic.read.dosingSession.findUniqueOrThrow({ where: { id: sessionId } });
      expect([session.dosedAt, session.releasedAt]).toEqual([new Date(atMinute(2)), releasedAt]);
      const checks = await sql`SELECT 1 FROM deadline WHERE session_id = ${sessionId} AND ref = 'check-1' AND voided_at IS NULL`;
      const alerts = await clinic.read.sessionEntry.findMany({ where: { sessionId, type: 'alert' } });
      expect([checks.length > 0, alerts.at(-1)!.payload]).toEqual([
        true,
        expect.objectContaining({ kind: 'dose-refused', level: 3 }),
      ]);
    },
  );

  it('calls people when the session was called off meanwhile', async () => {
    const { appointmentId } = await clinic.transact((tx) =>
      clinic.get(SessionsService).abort(tx, team.prescriber, sessionId, 'technical'),
    );
    expect(appointmentId).toBeDefined();
    await expect(take()).rejects.toMatchObject({ code: 'sessions.session-over' });
    const last = await clinic.read.sessionEntry.findFirstOrThrow({ where: { sessionId }, orderBy: { seq: 'desc' } });
    expect(last).toMatchObject({ type: 'alert', payload: { kind: 'dose-refused' } });
  });

  it('is taken in no paused course by anybody who does not ask', async () => {
    await pause();
    const taken = sql`UPDATE dose_line SET state = 'taken', taken_at = app_now() WHERE id = ${doseLineId}`;
    expect(await taken.then(() => null, sqlState)).toBe('HF003');
  });
});
