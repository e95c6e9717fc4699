import { randomUUID } from 'node:crypto';

import { ClinicAlertsService } from '#alerts';
import { CareService } from '#care';
import { PdmpService } from '#credentials';
import { type Caller, SignInService } from '#identity';
import { AtRiskService, CourseMovesService, DosingBookingsService, IntegrationModule } from '#integration';
import { HOUR, Problem } from '#kernel';
import { Database, sqlState } from '#platform';
import { CountsService, SupplyService } from '#supply';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { CourseDecisionsService } from './course-decisions.service.js';
import { CourseReviewsService } from './course-reviews.service.js';
import { PauseWatch } from './pause-watch.js';
import { ProtocolsService } from './protocols.service.js';

let clinic: SmallClinic;
beforeAll(async () => {
  clinic = await SmallClinic.open([IntegrationModule]);
});
afterAll(() => clinic.close());

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof Problem ? error.code : Promise.reject(error)),
  );
const stateOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => sqlState(error),
  );
const sql = (...args: Parameters<Database['sql']>) => clinic.get(Database).sql(...args);
const look = (patientId: string) => clinic.transact((tx) => clinic.get(PauseWatch).look(tx, patientId));
const book = ({ patient }: TeamOf, startsAt: Date) => clinic.get(DosingBookingsService).book(patient, patient.personId, startsAt);

/** Somebody's answer that means danger, as its rule leaves it. */
async function signal({ patient }: TeamOf, rule = 'A5'): Promise<void> {
  const [id, patientId] = [randomUUID(), patient.personId];
  await sql`INSERT INTO questionnaire_response (id, patient_id, form, version, completed_at)
    VALUES (${id}::uuid, ${patientId}::uuid, 'c-ssrs', '1', app_now())`;
  await sql`INSERT INTO assessment_signal (id, patient_id, response_id, rule, level, holds_dosing)
    VALUES (${randomUUID()}::uuid, ${patientId}::uuid, ${id}::uuid, ${rule}, 3, true)`;
}

/** The patient counts so many units more or less than there should be. */
async function count({ patient }: TeamOf, difference: number): Promise<void> {
  const { dispenses } = await clinic.get(SupplyService).read(patient, patient.personId);
  const [{ dispenseId, onHandUnits }] = dispenses as [(typeof dispenses)[number]];
  await clinic.get(CountsService).count(patient, patient.personId, dispenseId, onHandUnits + difference);
  await look(patient.personId);
}

const openOf = ({ patient }: TeamOf) =>
  clinic.read.protocolPause.findMany({
    where: { patientId: patient.personId, endedAt: null },
    select: { id: true, reason: true },
  });
const protocolOf = async ({ patient }: TeamOf) =>
  clinic.read.protocol.findFirstOrThrow({
    where: { patientId: patient.personId },
    orderBy: { signedAt: 'desc' },
    select: { id: true, state: true, doseLines: { select: { id: true, state: true }, orderBy: { number: 'asc' } } },
  });

/** The same person, freshly signed in again. */
async function steppedUp(caller: Caller): Promise<Caller> {
  const signIns = clinic.get(SignInService);
  const token = await clinic.transact((tx) => signIns.open(tx, caller.personId, null, 1));
  const signedIn = (await signIns.resolve(token))!;
  await clinic.transact((tx) => signIns.grantStepUp(tx, signedIn));
  return signedIn;
}

type Decision = 'resume' | 'end';
async function decide(team: TeamOf, decision: Decision = 'resume', by: Caller = team.prescriber): Promise<string> {
  const pauseIds = (await openOf(team)).map(({ id }) => id);
  const note = 'Looked at, and spoken about.';
  return codeOf(
    clinic.get(CourseDecisionsService).decide(await steppedUp(by), team.patient.personId, { decision, pauseIds, note }),
  );
}

/** A course that has just been paused. */
async function pausedCourse(): Promise<TeamOf> {
  const team = await clinic.enrol();
  await signal(team);
  expect(await look(team.patient.personId)).toBe(true);
  return team;
}

describe('a course is paused', () => {
  it('once by one fact, however often and by how many it is looked at', async () => {
    const team = await clinic.enrol();
    const { personId } = team.patient;
    expect(await look(personId)).toBe(false);
    await signal(team);
    expect(await Promise.all([look(personId), look(personId), look(personId)])).toEqual([true, true, true]);
    expect(await look(personId)).toBe(true);
    expect((await openOf(team)).map(({ reason }) => reason)).toEqual(['suicidality']);
    expect((await protocolOf(team)).state).toBe('paused');
  });

  it('and is not paused by the same fact again, once a prescriber has looked; by a new one it is', async () => {
    const team = await pausedCourse();
    expect(await decide(team)).toBe('none');
    expect((await protocolOf(team)).state).toBe('running');
    expect(await look(team.patient.personId)).toBe(false);
    await signal(team);
    expect(await look(team.patient.personId)).toBe(true);
    expect(await openOf(team)).toHaveLength(1);
  });

  it('so that the gate says so, nothing new is booked or signed, and what is booked stays and can be moved', async () => {
    const team = await clinic.enrol();
    const { personId: patientId } = team.patient;
    const booked = await book(team, await clinic.at(2, 10));
    await signal(team);
    await look(patientId);
    const [first] = (await protocolOf(team)).doseLines;
    const protocols = clinic.get(ProtocolsService);
    expect(await protocols.gateFacts(clinic.read, first!.id)).toMatchObject({ isCoursePaused: true, isProtocolSigned: true });
    expect(await codeOf(book(team, await clinic.at(9, 10)))).toBe('protocols.paused');
    expect(await codeOf(clinic.transact((tx) => clinic.sign(tx, team)))).toBe('protocols.paused');
    const admin = await clinic.person('admin');
    const { appointments } = await clinic.get(AtRiskService).list(admin, 30);
    const risks = appointments.find(({ sessionId, kind }) => sessionId === booked.sessionId && kind === 'dosing')!.risks;
    expect(risks.map(({ code }) => code)).toContain('course-paused');
    expect(risks.map(({ code }) => code)).not.toContain('plan-changed');
    const move = clinic.get(CourseMovesService).move(team.patient, booked.sessionId, await clinic.at(3, 10), 'illness');
    expect(await codeOf(move)).toBe('none');
  });

  it('by medicine that is missing, and not by medicine that is left over', async () => {
    const team = await clinic.enrol();
    await count(team, -1);
    expect(await openOf(team)).toEqual([expect.objectContaining({ reason: 'medicine-unaccounted' })]);
    const other = await clinic.enrol();
    await count(other, 1);
    expect(await openOf(other)).toEqual([]);
  });

  it('by another prescriber whom the monitoring programme shows', async () => {
    const team = await clinic.enrol();
    const attest = (showsAnotherPrescriber: boolean) =>
      clinic.transact((tx) =>
        clinic
          .get(PdmpService)
          .put(tx, { patientId: team.patient.personId, states: ['US-AZ'], showsAnotherPrescriber }, team.prescriber.personId),
      );
    await attest(false);
    expect(await look(team.patient.personId)).toBe(false);
    await attest(true);
    expect(await look(team.patient.personId)).toBe(true);
    expect(await openOf(team)).toEqual([expect.objectContaining({ reason: 'other-prescriber' })]);
  });

  it('before a protocol is signed by somebody who has not seen what happened', async () => {
    const team = await clinic.enrol();
    await signal(team);
    expect(await codeOf(clinic.transact((tx) => clinic.sign(tx, team)))).toBe('protocols.paused');
  });

  it('not by what was known when the protocol was signed', async () => {
    const team = await clinic.enrol();
    const { personId } = team.patient;
    await sql`UPDATE protocol SET state = 'ended' WHERE patient_id = ${personId}::uuid`;
    await signal(team);
    expect(await look(personId)).toBe(false);
    await sql`INSERT INTO protocol_review (id, patient_id, reviewed_by, reason_sealed)
      VALUES (${randomUUID()}::uuid, ${personId}::uuid, ${team.prescriber.personId}::uuid, 'seen')`;
    await clinic.transact((tx) => clinic.sign(tx, team));
    expect(await look(personId)).toBe(false);
  });
});

describe('the database', () => {
  it('signs and releases no dose while a course is paused, whoever asks', async () => {
    const team = await pausedCourse();
    const { id, doseLines } = await protocolOf(team);
    const [first] = doseLines;
    expect(await stateOf(sql`UPDATE dose_line SET state = 'released' WHERE id = ${first!.id}::uuid`)).toBe('HF003');
    expect(await stateOf(sql`UPDATE protocol SET state = 'running' WHERE id = ${id}::uuid`)).toBe('HF003');
    expect(
      await stateOf(sql`INSERT INTO dose_line (id, protocol_id, number, dose_mg, state, signed_by, signed_at)
        VALUES (${randomUUID()}::uuid, ${id}::uuid, 9, 100, 'signed', ${team.prescriber.personId}::uuid, app_now())`),
    ).toBe('HF002');
  });

  it('keeps why a course was paused, and lets only somebody who prescribes end it', async () => {
    const team = await pausedCourse();
    const [open] = await openOf(team);
    expect(await stateOf(sql`DELETE FROM protocol_pause WHERE id = ${open!.id}::uuid`)).toBe('HF001');
    expect(await stateOf(sql`UPDATE protocol_pause SET reason = 'long-gap' WHERE id = ${open!.id}::uuid`)).toBe('HF001');
    const end = (by: string) =>
      stateOf(sql`UPDATE protocol_pause SET ended_at = app_now(), ended_by = ${by}::uuid, ending = 'resumed', note_sealed = ''
        WHERE id = ${open!.id}::uuid`);
    expect(await end(team.therapist.personId)).toBe('HF003');
    expect(await end(team.prescriber.personId)).toBe('none');
    expect(await end(team.prescriber.personId)).toBe('HF001');
  });

  it('asks the rules in the transaction of each fact that may pause, and for a gap from the dose on', async () => {
    const team = await clinic.enrol();
    const { personId: patientId } = team.patient;
    const { sessionId } = await book(team, await clinic.at(2, 10));
    const asked = async () =>
      (await clinic.waiting('protocols.course-due')).filter(({ payload }) => payload['patientId'] === patientId).length;
    const leaves = async (rows: number, work: () => Promise<unknown>) => {
      const before = await asked();
      await work();
      expect((await asked()) - before).toBe(rows);
    };
    const entry = (seq: number, type: string, payload: object) =>
      sql`INSERT INTO session_entry (session_id, seq, id, type, payload, happened_at, recorded_at, author_role)
        VALUES (${sessionId}::uuid, ${seq}, ${randomUUID()}::uuid, ${type}, ${JSON.stringify(payload)}::jsonb, app_now(), app_now(), 'system')`;
    await leaves(0, () => entry(1, 'alert', { alertId: 'help-1', kind: 'help', level: 2, tier: 1 }));
    await leaves(1, () => entry(2, 'alert', { alertId: 'help-1', kind: 'help', level: 3, tier: 2 }));
    await leaves(1, () => entry(3, 'gate', { isPassed: false, findings: [] }));
    await leaves(0, () => entry(4, 'gate', { isPassed: true, findings: [] }));
    await leaves(0, () => signal(team, 'A3'));
    await leaves(1, () => signal(team, 'A4'));
    await leaves(1, () => sql`UPDATE integration_visit SET state = 'missed' WHERE session_id = ${sessionId}::uuid`);
    const responseId = randomUUID();
    await sql`INSERT INTO questionnaire_response (id, patient_id, form, version) VALUES (${responseId}::uuid, ${patientId}::uuid, 'phq-9', '1')`;
    const total = (value: number) =>
      sql`INSERT INTO assessment_score (response_id, name, value) VALUES (${responseId}::uuid, 'total', ${value})
        ON CONFLICT (response_id, name) DO UPDATE SET value = excluded.value`;
    await leaves(1, () => total(9));
    await leaves(1, () => total(19));
    const [first] = (await protocolOf(team)).doseLines;
    await sql`UPDATE dose_line SET state = 'released' WHERE id = ${first!.id}::uuid`;
    await leaves(1, () => sql`UPDATE dose_line SET state = 'taken', taken_at = app_now() WHERE id = ${first!.id}::uuid`);
    const last = (await clinic.waiting('protocols.course-due')).at(-1)!;
    expect(last.dueAt.getTime() - (await clinic.at(0)).getTime()).toBeGreaterThan(90 * 24 * HOUR);
  });
});

describe('a paused course', () => {
  it('is on the lists of its team, with the reason in words, and on nobody else’s', async () => {
    const team = await pausedCourse();
    const reviews = clinic.get(CourseReviewsService);
    const [review] = (await reviews.list(team.therapist)).filter(({ patientId }) => patientId === team.patient.personId);
    expect(review!.pauses.map(({ reason, endedAt }) => [reason, endedAt])).toEqual([['suicidality', null]]);
    expect(review!.pauses[0]!.words).toContain('safety questions');
    expect(await reviews.list(await clinic.person('prescriber'))).toEqual([]);
    const { alerts } = await clinic.get(ClinicAlertsService).list(team.therapist, { limit: 50 });
    expect(alerts.map(({ kind }) => kind)).toContain('course-paused');
    expect((await reviews.own(team.patient, team.patient.personId)).pausedSince).not.toBeNull();
  });

  it('calls people when nobody has looked within the time that the clinic has set, and nobody once it was looked at', async () => {
    const [waiting, seen] = [await pausedCourse(), await pausedCourse()];
    const [due] = (await clinic.waiting('protocols.review-due')).slice(-1);
    expect(due!.dueAt.getTime()).toBeGreaterThan((await clinic.at(0)).getTime() + 23 * HOUR);
    const overdue = async (team: TeamOf, id: string) => {
      await clinic.transact((tx) => clinic.get(PauseWatch).overdue(tx, id));
      return clinic.read.clinicAlert.findFirst({
        where: { kind: 'course_review_overdue', patientId: team.patient.personId },
        select: { ladder: true, closedAt: true },
      });
    };
    const [open, over] = [(await openOf(waiting))[0]!, (await openOf(seen))[0]!];
    await decide(seen);
    expect(await overdue(waiting, open.id)).toEqual({ ladder: 'same-day', closedAt: null });
    expect(await overdue(seen, over.id)).toBeNull();
    await decide(waiting);
    expect((await overdue(waiting, open.id))?.closedAt).not.toBeNull();
  });

  it('goes on by a prescriber of the team alone, who has proven that it is them and has seen every reason', async () => {
    const team = await pausedCourse();
    const { personId: patientId } = team.patient;
    const stranger = await clinic.person('prescriber');
    expect(await decide(team, 'resume', stranger)).toBe('care.not-found');
    await clinic.transact((tx) => clinic.get(CareService).assignPaged(tx, patientId, stranger.personId));
    expect(await decide(team, 'resume', stranger)).toBe('protocols.not-on-team');
    const decisions = clinic.get(CourseDecisionsService);
    const [open] = await openOf(team);
    const given = { decision: 'resume', pauseIds: [open!.id], note: 'Looked at.' } as const;
    expect(await codeOf(decisions.decide(team.prescriber, patientId, given))).toBe('identity.step-up-needed');
    await signal(team);
    await look(patientId);
    expect(await codeOf(decisions.decide(await steppedUp(team.prescriber), patientId, given))).toBe('protocols.paused-anew');
    expect(await decide(team)).toBe('none');
    expect(await decide(team)).toBe('protocols.not-paused');
    expect(await codeOf(book(team, await clinic.at(2, 10)))).toBe('none');
  });

  it('that is ended brings no older protocol back', async () => {
    const team = await clinic.enrol();
    await clinic.transact((tx) => clinic.sign(tx, team, { doses: 1 }));
    await signal(team);
    await look(team.patient.personId);
    expect(await decide(team, 'end')).toBe('none');
    const states = await clinic.read.protocol.findMany({ where: { patientId: team.patient.personId }, select: { state: true } });
    expect(states.map(({ state }) => state)).toEqual(['ended', 'ended']);
    expect(await codeOf(book(team, await clinic.at(2, 10)))).toBe('protocols.no-dose-planned');
  });
});
