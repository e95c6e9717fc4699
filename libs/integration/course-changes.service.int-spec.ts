import { HOUR, MINUTE, Problem } from '#kernel';
import { sqlState } from '#platform';
import { HoldsService, LateChangesService, remindersOf } from '#scheduling';
import { SessionsService } from '#sessions';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { CancellationService } from './cancellation.service.js';
import { CourseChoice } from './course-choice.service.js';
import { CourseMovesService } from './course-moves.service.js';
import { DosingBookingsService } from './dosing-bookings.service.js';

let clinic: SmallClinic;
beforeAll(async () => {
  clinic = await SmallClinic.open();
});
afterAll(() => clinic.close());

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof Problem ? error.code : Promise.reject(error)),
  );
const book = ({ patient }: TeamOf, startsAt: Date) => clinic.get(DosingBookingsService).book(patient, patient.personId, startsAt);
const hold = ({ patient }: TeamOf, startsAt: Date) => clinic.get(CourseChoice).hold(patient, patient.personId, startsAt);
const move = ({ patient }: TeamOf, sessionId: string, startsAt: Date) =>
  clinic.get(CourseMovesService).move(patient, sessionId, startsAt, 'patient-request');
const appointmentsOf = ({ patient }: TeamOf) =>
  clinic.read.appointment.findMany({
    where: { patientId: patient.personId },
    select: { kind: true, state: true, startsAt: true, version: true, id: true },
    orderBy: { startsAt: 'asc' },
  });
const rivalOf = async (team: TeamOf) => clinic.enrol({ therapist: team.therapist, prescriber: team.prescriber });
const clinicNow = async () => (await clinic.at(0)).getTime();
const rule = (changeCutoffHours: number, lateFeeCents: number) =>
  clinic.read.clinicSettings.updateMany({ data: { changeCutoffHours, lateFeeCents } });

describe('a hold', () => {
  it('keeps session and visit from everybody else, and is booked as it is', async () => {
    const team = await clinic.enrol();
    const startsAt = await clinic.at(2, 10);
    const kept = await hold(team, startsAt);
    expect(await codeOf(book(await rivalOf(team), startsAt))).toBe('scheduling.slot-taken');
    const booked = await book(team, startsAt);
    expect(booked.visit.startsAt).toBe(kept.time.visitStartsAt);
    expect((await appointmentsOf(team)).map(({ kind, state }) => [kind, state])).toEqual([
      ['dosing', 'booked'],
      ['integration', 'booked'],
    ]);
    expect((await clinic.waiting('scheduling.appointment-booked')).map(({ payload }) => payload['appointmentId'])).toEqual(
      expect.arrayContaining([booked.appointment.id]),
    );
  });

  it('does not stand in the way of its own patient, and a new one ends the one before', async () => {
    const team = await clinic.enrol();
    await hold(team, await clinic.at(2, 10));
    await hold(team, new Date((await clinic.at(2, 10)).getTime() + 30 * MINUTE));
    expect((await appointmentsOf(team)).map(({ state }) => state).sort()).toEqual(['expired', 'expired', 'held', 'held']);
    const booked = await book(team, await clinic.at(2, 11));
    expect(booked.appointment.startsAt).toBe((await clinic.at(2, 11)).toISOString());
    expect((await appointmentsOf(team)).filter(({ state }) => state === 'held')).toEqual([]);
  });

  it('is given back at once by whoever may book for the patient, and by nobody else', async () => {
    const [team, other] = [await clinic.enrol(), await clinic.enrol()];
    const startsAt = await clinic.at(2, 10);
    const { id } = await hold(team, startsAt);
    const end = ({ patient }: TeamOf) => clinic.get(CourseChoice).endHold(patient, id);
    expect(await codeOf(end(other))).toBe('scheduling.no-hold');
    expect(await codeOf(book(await rivalOf(team), startsAt))).toBe('scheduling.slot-taken');
    await end(team);
    expect(await codeOf(book(await rivalOf(team), startsAt))).toBe('none');
  });

  it('is not had by whoever has booked all doses already', async () => {
    const team = await clinic.enrol({}, { doses: 1 });
    await book(team, await clinic.at(2, 10));
    expect(await codeOf(hold(team, await clinic.at(4, 10)))).toBe('protocols.all-booked');
  });

  it('is over after ten minutes: it cannot be booked any more, and the time is free for others', async () => {
    const team = await clinic.enrol();
    const startsAt = await clinic.at(3, 10);
    const { id, heldUntil } = await hold(team, startsAt);
    await clinic.moveTo(new Date(heldUntil));
    await clinic.transact((tx) => clinic.get(HoldsService).over(tx, id));
    expect((await appointmentsOf(team)).map(({ state }) => state)).toEqual(['expired', 'expired']);
    expect(await codeOf(book(await rivalOf(team), startsAt))).toBe('none');
  });
});

describe('moving a dosing session', () => {
  it('moves the visit, the reminders and the time of everybody with it, also onto its own old time', async () => {
    const team = await clinic.enrol();
    const [before, after] = [await clinic.at(2, 10), await clinic.at(2, 11)];
    const { sessionId, appointment, visit } = await book(team, before);
    const moved = await move(team, sessionId, after);
    expect(moved).toMatchObject({
      sessionId,
      appointment: { id: appointment.id, startsAt: after.toISOString() },
      visit: { id: visit.id },
    });
    const due = (await clinic.waiting('scheduling.reminder-due')).filter(
      ({ payload }) => payload['appointmentId'] === appointment.id,
    );
    const times = { startsAt: after.getTime(), endsAt: after.getTime() + 3 * HOUR };
    const planned = remindersOf('dosing', times).filter(({ kind }) => kind !== 't-72h'); // its time has passed
    expect(due.map(({ payload, dueAt }) => [payload['kind'], dueAt.getTime()])).toEqual(
      expect.arrayContaining(planned.map(({ kind, decideAt }) => [kind, decideAt])),
    );
    expect(due).toHaveLength(planned.length);
    const overdue = (await clinic.waiting('integration.visit-overdue')).filter(({ payload }) => payload['visitId'] === visit.id);
    expect(overdue.map(({ dueAt }) => dueAt.getTime())).toEqual([Date.parse(moved.visit.endsAt) + 15 * MINUTE]);
    const rivals = await rivalOf(team);
    expect(await codeOf(book(rivals, after))).toBe('scheduling.slot-taken');
    expect((await appointmentsOf(team)).map(({ version }) => version)).toEqual([2, 2]);
  });

  it('changes nothing when the new time is taken, never, or no time for the visit', async () => {
    const team = await clinic.enrol();
    const { sessionId } = await book(team, await clinic.at(2, 10));
    await book(await rivalOf(team), await clinic.at(4, 10));
    const before = await appointmentsOf(team);
    expect(await codeOf(move(team, sessionId, await clinic.at(4, 10)))).toBe('scheduling.slot-taken');
    expect(await codeOf(move(team, sessionId, await clinic.at(4, 3)))).toBe('scheduling.not-a-free-time');
    expect(await appointmentsOf(team)).toEqual(before);
  });

  it('is for people in the care of the patient, and for a session in which nothing has happened yet', async () => {
    const [team, other] = [await clinic.enrol(), await clinic.enrol()];
    const { sessionId } = await book(team, await clinic.at(2, 10));
    expect(await codeOf(move(other, sessionId, await clinic.at(4, 10)))).toBe('sessions.not-found');
    const arrival = { id: crypto.randomUUID(), type: 'arrival', payload: {}, happenedAt: await clinicNow() } as const;
    await clinic.get(SessionsService).record({ ...team.chaperone, sessionScope: sessionId }, sessionId, arrival);
    expect(await codeOf(move(team, sessionId, await clinic.at(4, 10)))).toBe('sessions.begun');
  });

  it('ends with one of two who move one session at once to two times, and one of two sessions that want one time', async () => {
    const team = await clinic.enrol();
    const { sessionId } = await book(team, await clinic.at(2, 10));
    const both = await Promise.all(
      [move(team, sessionId, await clinic.at(4, 10)), move(team, sessionId, await clinic.at(5, 10))].map(codeOf),
    );
    expect(both.filter((code) => code === 'none').length).toBeGreaterThanOrEqual(1); // one after the other is a move each
    const rival = await rivalOf(team);
    const { sessionId: second } = await book(rival, await clinic.at(8, 10));
    const wanted = await clinic.at(10, 10);
    const raced = await Promise.all([move(team, sessionId, wanted), move(rival, second, wanted)].map(codeOf));
    expect(raced.sort()).toEqual(['none', 'scheduling.slot-taken']);
  });

  it('lets two sessions change places only one after the other, and never both at one time', async () => {
    const team = await clinic.enrol();
    const rival = await rivalOf(team);
    const [first, second] = [await clinic.at(2, 10), await clinic.at(4, 10)];
    const [a, b] = [await book(team, first), await book(rival, second)];
    const codes = await Promise.all([move(team, a.sessionId, second), move(rival, b.sessionId, first)].map(codeOf));
    expect(codes.every((code) => ['none', 'scheduling.slot-taken'].includes(code))).toBe(true);
    const starts = [...(await appointmentsOf(team)), ...(await appointmentsOf(rival))].filter(({ kind }) => kind === 'dosing');
    expect(new Set(starts.map(({ startsAt }) => startsAt.getTime())).size).toBe(2);
  });
});

describe('what a change costs', () => {
  afterEach(() => rule(24, 0));

  it('is said before the click, and decided by a person once when no rule waives it', async () => {
    await rule(72, 15_000);
    const team = await clinic.enrol();
    const { sessionId } = await book(team, await clinic.at(2, 10));
    const terms = await clinic.get(CancellationService).terms(team.patient, sessionId);
    expect(terms.isLate).toBe(true);
    expect(terms.costs).toEqual(
      expect.arrayContaining([
        { reason: 'patient-request', feeCents: 15_000, feeState: 'pending' },
        { reason: 'illness', feeCents: 15_000, feeState: 'automatic' },
      ]),
    );
    await clinic.get(CancellationService).cancel(team.patient, sessionId, 'patient-request');
    expect((await appointmentsOf(team)).map(({ state }) => state)).toEqual(['cancelled_late', 'cancelled_late']);
    const admin = await clinic.person('admin');
    const late = clinic.get(LateChangesService);
    const [change] = (await late.list(admin)).filter(({ patientId }) => patientId === team.patient.personId);
    expect(change).toMatchObject({ kind: 'cancelled', feeCents: 15_000, feeState: 'pending', decidedByName: null });
    await late.decide(admin, change!.id, 'waived', 'first-time');
    expect(await codeOf(late.decide(admin, change!.id, 'charged', 'rule'))).toBe('scheduling.change-decided');
    const after = (await late.list(admin)).find(({ id }) => id === change!.id);
    expect(after).toMatchObject({ feeState: 'waived', decidedFor: 'first-time', decidedByName: admin.displayName });
  });

  it('is nothing for a reason that is waived, and the list says nothing of it', async () => {
    await rule(72, 15_000);
    const team = await clinic.enrol();
    const { sessionId } = await book(team, await clinic.at(2, 10));
    await clinic.get(CancellationService).cancel(team.patient, sessionId, 'illness');
    expect((await appointmentsOf(team)).map(({ state }) => state)).toEqual(['cancelled_patient', 'cancelled_patient']);
    const admin = await clinic.person('admin');
    const late = await clinic.get(LateChangesService).list(admin);
    expect(late.filter(({ patientId }) => patientId === team.patient.personId)).toEqual([]);
  });

  it('is not escaped by a patient who gives the clinic’s own reason', async () => {
    await rule(72, 15_000);
    const team = await clinic.enrol();
    const { sessionId } = await book(team, await clinic.at(2, 10));
    const by = (caller: TeamOf['patient']) => codeOf(clinic.get(CancellationService).cancel(caller, sessionId, 'clinic'));
    const at = await clinic.at(5, 10);
    expect(await codeOf(clinic.get(CourseMovesService).move(team.patient, sessionId, at, 'clinic'))).toBe(
      'scheduling.not-your-reason',
    );
    expect(await by(team.patient)).toBe('scheduling.not-your-reason');
    expect((await appointmentsOf(team)).map(({ state }) => state)).toEqual(['booked', 'booked']);
    expect(await by(team.therapist)).toBe('none');
  });

  it('is recorded with a move', async () => {
    await rule(72, 9_000);
    const team = await clinic.enrol();
    const { sessionId, appointment } = await book(team, await clinic.at(2, 10));
    await move(team, sessionId, await clinic.at(5, 10));
    const [change] = await clinic.read.appointmentChange.findMany({ where: { appointmentId: appointment.id } });
    expect(change).toMatchObject({ kind: 'moved', isLate: true, feeCents: 9_000, feeState: 'pending' });
    expect([change!.fromAt, change!.toAt]).toEqual([await clinic.at(2, 10), await clinic.at(5, 10)]);
  });
});

describe('the database', () => {
  const refused = (sql: Promise<unknown>) => sql.then(() => null, sqlState);

  it('refuses a state that cannot follow, a move of what is over, and a change that is no version', async () => {
    const team = await clinic.enrol();
    const { sessionId, appointment } = await book(team, await clinic.at(2, 10));
    const update = (data: object) =>
      refused(clinic.read.appointment.update({ where: { id: appointment.id }, data, select: { id: true } }));
    expect(await update({ state: 'expired', version: 2 })).toBe('HF002');
    expect(await update({ state: 'completed' })).toBe('HF002');
    expect(await update({ startsAt: await clinic.at(2, 9) })).toBe('HF002');
    await clinic.get(CancellationService).cancel(team.patient, sessionId, 'illness');
    expect(await update({ state: 'booked', version: 3 })).toBe('HF002');
    expect(await update({ startsAt: await clinic.at(2, 9), version: 3 })).toBe('HF002');
  });

  it('keeps changes as they were', async () => {
    const team = await clinic.enrol();
    const { sessionId, appointment } = await book(team, await clinic.at(2, 10));
    await move(team, sessionId, await clinic.at(5, 10));
    const where = { appointmentId: appointment.id };
    expect(await refused(clinic.read.appointmentChange.updateMany({ where, data: { reason: 'illness' } }))).toBe('HF001');
    expect(await refused(clinic.read.appointmentChange.deleteMany({ where }))).toBe('HF001');
  });
});

describe('somebody who did not come', () => {
  it('is recorded once it is late enough: the patient after twenty minutes, a clinician after five', async () => {
    const cancellations = clinic.get(CancellationService);
    const [absent, waiting] = [await clinic.enrol(), await clinic.enrol()];
    const startsAt = await clinic.at(5, 10);
    const [a, b] = [await book(absent, startsAt), await book(waiting, startsAt)];
    const noShow = (team: TeamOf, sessionId: string, who: 'patient' | 'clinician') =>
      codeOf(cancellations.noShow(team.therapist, sessionId, who));
    await clinic.moveTo(new Date(startsAt.getTime() + 5 * MINUTE));
    expect(await noShow(absent, a.sessionId, 'patient')).toBe('scheduling.too-early');
    expect(await noShow(waiting, b.sessionId, 'clinician')).toBe('none');
    await clinic.moveTo(new Date(startsAt.getTime() + 20 * MINUTE));
    expect(await noShow(absent, a.sessionId, 'patient')).toBe('none');
    expect(await noShow(absent, a.sessionId, 'patient')).toBe('sessions.session-over');
    expect((await appointmentsOf(absent)).map(({ state }) => state)).toEqual(['no_show_patient', 'no_show_patient']);
    expect((await appointmentsOf(waiting)).map(({ state }) => state)).toEqual(['no_show_clinician', 'no_show_clinician']);
  });
});
