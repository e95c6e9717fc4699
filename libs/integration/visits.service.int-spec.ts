import { randomUUID } from 'node:crypto';
import type { BookedDosingSession } from '#contracts';
import type { Caller } from '#identity';
import { HOUR, MINUTE, Problem } from '#kernel';
import { sqlState } from '#platform';
import { ProtocolsService } from '#protocols';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { AfterDischargeService } from './after-discharge.service.js';
import { CancellationService } from './cancellation.service.js';
import { DosingBookingsService } from './dosing-bookings.service.js';
import { VisitsService } from './visits.service.js';

let clinic: SmallClinic;
beforeEach(async () => {
  clinic = await SmallClinic.open();
});
afterEach(async () => {
  await clinic.clear();
  await clinic.close();
});

type Booked = Readonly<{ team: TeamOf; sessionId: string; visitId: string; dosing: Interval; visit: Interval }>;
type Interval = Readonly<{ startsAt: Date; endsAt: Date }>;
const interval = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }): Interval => ({
  startsAt: new Date(startsAt),
  endsAt: new Date(endsAt),
});

async function booked(doses = 2): Promise<Booked> {
  const team = await clinic.enrol({}, { doses });
  const { patient } = team;
  const made: BookedDosingSession = await clinic
    .get(DosingBookingsService)
    .book(patient, patient.personId, await clinic.at(2, 10));
  const { sessionId, appointment, visit } = made;
  return { team, sessionId, visitId: visit.id, dosing: interval(appointment), visit: interval(visit) };
}

/** The dose was taken: what the log and the columns of a session say after a release, in one transaction. */
async function dosed({ team, sessionId, dosing }: Booked): Promise<void> {
  await clinic.moveTo(dosing.startsAt);
  await clinic.transact(async (tx) => {
    const at = dosing.startsAt;
    const { doseLineId } = await tx.dosingSession.findUniqueOrThrow({ where: { id: sessionId }, select: { doseLineId: true } });
    const entries = [
      ['gate', { isPassed: true, findings: [] }],
      ['release', { doseLineId, doseMg: 100, gateSeq: 1 }],
      ['dose-taken', {}],
    ] as const;
    for (const [i, [type, payload]] of entries.entries()) {
      const author = { authorId: team.prescriber.personId, authorRole: 'prescriber' };
      const data = { sessionId, seq: i + 1, id: randomUUID(), type, payload, happenedAt: at, recordedAt: at, ...author };
      await tx.sessionEntry.create({ data });
    }
    await tx.doseLine.update({ where: { id: doseLineId }, data: { state: 'released' } });
    await tx.doseLine.update({ where: { id: doseLineId }, data: { state: 'taken', takenAt: at } });
    const check = { kind: 'check', ref: 'check:1', tier: 1, dueAt: at } as const;
    await tx.deadline.create({ data: { sessionId, ...check } });
    const minDischargeAt = new Date(at.getTime() + 2 * HOUR);
    const milestones = { gatePassedAt: at, releasedAt: at, dosedAt: at, minDischargeAt };
    await tx.dosingSession.update({ where: { id: sessionId }, data: { lastSeq: 3, ...milestones } });
  });
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof Problem ? error.code : Promise.reject(error)),
  );
const judge = ({ sessionId }: Booked, dischargedAt: Date) =>
  clinic.transact((tx) => clinic.get(AfterDischargeService).judgeVisit(tx, sessionId, dischargedAt));
const overdue = ({ visitId }: Booked) => clinic.transact((tx) => clinic.get(AfterDischargeService).visitOverdue(tx, visitId));
const record = (caller: Caller, { visitId }: Booked, wasAttended = true) =>
  clinic.get(VisitsService).recordAttendance(caller, visitId, wasAttended);
const nextDose = ({ team }: Booked) => clinic.get(ProtocolsService).nextDose(clinic.read, team.patient.personId);
const nudges = async () => (await clinic.waiting('integration.nudge-due')).map(({ payload, dueAt }) => ({ ...payload, dueAt }));
const later = (at: Date, hours: number) => new Date(at.getTime() + hours * HOUR);

describe('a discharge', () => {
  it('leaves a visit in time that keeps its rule', async () => {
    const course = await booked();
    await judge(course, course.dosing.endsAt);
    expect(await clinic.waiting('integration.visit-out-of-time')).toEqual([]);
    const [visit] = await clinic.get(VisitsService).list(course.team.patient);
    expect(visit).toMatchObject({ id: course.visitId, state: 'booked', isInTime: true });
  });

  it.each([
    ['less than twelve hours before the visit', (course: Booked) => later(course.visit.startsAt, -11.9)],
    ['after midnight, so that the visit is on the same day', (course: Booked) => later(course.dosing.startsAt, 14.5)],
  ])('that comes %s is told to people', async (_, dischargedAt) => {
    const course = await booked();
    await judge(course, dischargedAt(course));
    expect(await clinic.waiting('integration.visit-out-of-time')).toMatchObject([{ payload: { visitId: course.visitId } }]);
    expect(await clinic.get(VisitsService).list(course.team.therapist)).toMatchObject([{ isInTime: false, state: 'booked' }]);
  });

  it('says nothing about a visit that was held already, nor about a session without one', async () => {
    const course = await booked();
    await clinic.moveTo(course.visit.startsAt);
    await record(course.team.therapist, course);
    await judge(course, course.visit.startsAt);
    await judge({ ...course, sessionId: randomUUID() }, course.visit.startsAt);
    expect(await clinic.waiting('integration.visit-out-of-time')).toEqual([]);
  });
});

describe('an attended visit', () => {
  it.each([
    ['held before', true],
    ['held only then', false],
  ])('opens the dose that a longer version brings, too, %s', async (_, isHeldBefore) => {
    const course = await booked(1);
    await dosed(course);
    await clinic.moveTo(course.visit.startsAt);
    if (isHeldBefore) await record(course.team.therapist, course);
    await clinic.transact((tx) => clinic.sign(tx, course.team, { doses: 2, goesOn: true }));
    if (!isHeldBefore) expect(await codeOf(nextDose(course))).toBe('protocols.integration-due');
    if (!isHeldBefore) await record(course.team.therapist, course);
    expect(await nextDose(course)).toMatchObject({ number: 2 });
  });

  it('opens the first dose of the course that was signed meanwhile, and no dose is released before it', async () => {
    const course = await booked(1);
    await dosed(course);
    await clinic.moveTo(course.visit.startsAt);
    await clinic.transact((tx) => clinic.sign(tx, course.team, { doses: 2 }));
    expect(await codeOf(nextDose(course))).toBe('protocols.integration-due');
    const where = { number: 1, protocol: { patientId: course.team.patient.personId, signedAt: { gte: course.visit.startsAt } } };
    const release = () =>
      clinic.read.doseLine.updateMany({ where, data: { unlockedAt: course.visit.startsAt, state: 'released' } });
    expect(await release().then(() => 'none', sqlState)).toBe('HF003');
    await record(course.team.therapist, course);
    const { doseLineId, number } = await nextDose(course);
    const first = await clinic.read.doseLine.findUniqueOrThrow({ where: { id: doseLineId }, select: { unlockedAt: true } });
    expect([number, first.unlockedAt]).toEqual([1, expect.any(Date)]);
  });

  it('opens the next dose, and nothing else does', async () => {
    const course = await booked();
    await dosed(course);
    expect(await codeOf(nextDose(course))).toBe('protocols.integration-due');
    await clinic.moveTo(course.visit.startsAt);
    expect(await record(course.team.therapist, course)).toMatchObject({ state: 'done' });
    expect(await nextDose(course)).toMatchObject({ number: 2, earliestAt: later(course.dosing.startsAt, 7 * 24) });
    expect(await clinic.waiting('integration.visit-overdue')).toEqual([]);
    const audited = await clinic.read.auditEvent.findMany({ where: { objectId: course.visitId }, select: { action: true } });
    expect(audited).toEqual([{ action: 'record-attendance' }]);
  });

  it('is recorded once, by its therapist or a prescriber of the patient, and not before it begins', async () => {
    const [course, other] = [await booked(), await booked()];
    const { therapist, prescriber, patient, chaperone } = course.team;
    expect(await codeOf(record(therapist, course))).toBe('integration.not-yet');
    await clinic.moveTo(course.visit.startsAt);
    for (const caller of [patient, chaperone, other.team.therapist, other.team.prescriber]) {
      expect(await codeOf(record(caller, course))).toBe('integration.not-found');
    }
    expect(await codeOf(record(therapist, { ...course, visitId: randomUUID() }))).toBe('integration.not-found');
    const both = await Promise.all([codeOf(record(therapist, course)), codeOf(record(prescriber, course))]);
    expect(both.sort()).toEqual(['integration.already-recorded', 'none']);
  });
});

describe('a missed visit', () => {
  it('keeps the dose locked, tells staff, and reminds after one, two and three days', async () => {
    const course = await booked();
    await dosed(course);
    const overdueAt = new Date(course.visit.endsAt.getTime() + 15 * MINUTE);
    await clinic.moveTo(overdueAt);
    await overdue(course);
    expect(await clinic.get(VisitsService).list(course.team.patient)).toMatchObject([{ state: 'missed' }]);
    expect(await codeOf(nextDose(course))).toBe('protocols.integration-due');
    expect(await clinic.waiting('integration.visit-missed')).toMatchObject([{ payload: { visitId: course.visitId } }]);
    const planned = await nudges();
    expect(planned).toMatchObject([1, 2, 3].map((number) => ({ visitId: course.visitId, number })));
    for (const [i, { dueAt }] of planned.entries()) {
      expect(dueAt.getTime() - overdueAt.getTime() - (i + 1) * 24 * HOUR).toBeLessThan(MINUTE);
    }
  });

  it('is missed once, also when the clock and the therapist say so at the same moment', async () => {
    const course = await booked();
    await clinic.moveTo(course.visit.endsAt);
    await Promise.all([overdue(course), overdue(course), record(course.team.therapist, course, false).catch(() => undefined)]);
    await overdue(course);
    expect(await clinic.waiting('integration.visit-missed')).toHaveLength(1);
    expect(await nudges()).toHaveLength(3);
  });

  it('can be made up for: the dose opens and the reminders stop', async () => {
    const course = await booked();
    await dosed(course);
    await clinic.moveTo(course.visit.startsAt);
    expect(await record(course.team.therapist, course, false)).toMatchObject({ state: 'missed' });
    expect(await codeOf(record(course.team.therapist, course, false))).toBe('integration.already-recorded');
    expect(await record(course.team.therapist, course)).toMatchObject({ state: 'late_done' });
    expect(await nextDose(course)).toMatchObject({ number: 2 });
    expect(await nudges()).toEqual([]);
  });

  it('comes first in the list', async () => {
    const therapist = await clinic.person('therapist', { fromMin: 9 * 60, toMin: 18 * 60 });
    const visits: string[] = [];
    for (const day of [2, 4, 6]) {
      const { patient } = await clinic.enrol({ therapist });
      const startsAt = await clinic.at(day, 10);
      visits.push((await clinic.get(DosingBookingsService).book(patient, patient.personId, startsAt)).visit.id);
    }
    await overdue({ visitId: visits[2]! } as Booked);
    const listed = await clinic.get(VisitsService).list(therapist);
    expect(listed.map(({ id }) => id)).toEqual([visits[2], visits[0], visits[1]]);
  });

  it('is none of the chaperone, nor of anybody outside the care of the patient', async () => {
    const [course, other] = [await booked(), await booked()];
    const chaperone = { ...course.team.chaperone, sessionScope: course.sessionId };
    for (const caller of [chaperone, other.team.therapist, other.team.patient]) {
      expect((await clinic.get(VisitsService).list(caller)).map(({ id }) => id)).not.toContain(course.visitId);
    }
  });
});

describe('cancelling', () => {
  const cancel = ({ team, sessionId }: Booked) => clinic.get(CancellationService).cancel(team.therapist, sessionId, 'clinic');

  it('is refused after the dose, and changes nothing', async () => {
    const course = await booked();
    await dosed(course);
    expect(await codeOf(cancel(course))).toBe('sessions.already-dosed');
    const states = await clinic.read.appointment.findMany({
      where: { patientId: course.team.patient.personId },
      select: { state: true },
    });
    expect(states).toEqual([{ state: 'booked' }, { state: 'booked' }]);
    expect(await clinic.get(VisitsService).list(course.team.patient)).toMatchObject([{ state: 'booked' }]);
  });

  it('ends the reminders of a visit that was missed because its session never took place', async () => {
    const course = await booked();
    await overdue(course);
    await cancel(course);
    expect(await nudges()).toEqual([]);
  });
});

describe('the database', () => {
  it('lets a visit go no way but forward', async () => {
    const { visitId, team, ...course } = await booked();
    await clinic.moveTo(course.visit.startsAt);
    await record(team.therapist, { visitId, team, ...course });
    for (const state of ['booked', 'missed', 'cancelled', 'late_done'] as const) {
      const back = clinic.read.integrationVisit.update({ where: { id: visitId }, data: { state } });
      expect(await back.then(() => undefined, sqlState)).toBe('HF002');
    }
  });
});
