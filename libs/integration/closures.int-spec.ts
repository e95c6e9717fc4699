import type { TakenTime } from '#contracts';
import type { Caller } from '#identity';
import { DAY, HOUR, Problem } from '#kernel';
import { WorkingTimesService } from '#scheduling';
import { SessionsService } from '#sessions';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { CancellationService } from './cancellation.service.js';
import { ClosuresService } from './closures.service.js';
import { CourseMovesService } from './course-moves.service.js';
import { DisplacedService } from './displaced.service.js';
import { DosingBookingsService } from './dosing-bookings.service.js';
import { VisitMovesService } from './visit-moves.service.js';

let clinic: SmallClinic;
let admin: Caller;
beforeAll(async () => {
  clinic = await SmallClinic.open();
  admin = await clinic.person('admin');
});
afterAll(async () => {
  await clinic.clear();
  await clinic.close();
});

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof Problem ? error.code : Promise.reject(error)),
  );
const book = ({ patient }: TeamOf, startsAt: Date) => clinic.get(DosingBookingsService).book(patient, patient.personId, startsAt);
const dayOf = async (days: number) => new Date((await clinic.at(days, 12)).getTime() - 7 * HOUR).toISOString().slice(0, 10);
const wholeDay = async (days: number): Promise<TakenTime> => {
  const day = await dayOf(days);
  return { kind: 'unplanned', firstDay: day, lastDay: day };
};
const close = (caller: Caller, personId: string | null, away: TakenTime) =>
  clinic.get(ClosuresService).close(caller, personId, away);
const displacedOf = async ({ patient }: TeamOf) =>
  (await clinic.get(DisplacedService).list(admin, 62)).appointments.filter(({ patientId }) => patientId === patient.personId);
const alertsOf = (patientId: string | null) =>
  clinic.read.clinicAlert.findMany({ where: { kind: 'clinician_away', patientId }, select: { subjectId: true, level: true } });

describe('a clinician who is ill', () => {
  it('cannot be booked any more, and what was booked stays until somebody moves it', async () => {
    const team = await clinic.enrol();
    const { sessionId, appointment } = await book(team, await clinic.at(3, 10));
    const before = (await alertsOf(null)).length;
    const outcome = await close(team.therapist, team.therapist.personId, await wholeDay(3));
    expect(outcome).toEqual({ people: 1, displaced: 1, underWay: 0 });
    const rival = await clinic.enrol({ therapist: team.therapist, prescriber: team.prescriber });
    expect(await codeOf(book(rival, await clinic.at(3, 13)))).toBe('scheduling.not-a-free-time');
    expect(await displacedOf(team)).toMatchObject([
      {
        ...{ appointmentId: appointment.id, sessionId, kind: 'dosing', standing: 'movable' },
        absent: [{ personId: team.therapist.personId }],
      },
    ]);
    expect(await alertsOf(null)).toHaveLength(before + 1);
    expect(await clinic.waiting('integration.clinicians-away')).toHaveLength(1);
  });

  it('is moved by an admin at no cost, and is then off the list; the patient is told', async () => {
    await clinic.read.clinicSettings.updateMany({ data: { changeCutoffHours: 120, lateFeeCents: 9_000 } });
    const team = await clinic.enrol();
    const { sessionId, appointment } = await book(team, await clinic.at(2, 10));
    await close(team.therapist, team.therapist.personId, await wholeDay(2));
    await clinic.get(CourseMovesService).move(admin, sessionId, await clinic.at(5, 10), 'clinic');
    expect(await displacedOf(team)).toEqual([]);
    const changes = await clinic.read.appointmentChange.findMany({
      where: { appointmentId: appointment.id },
      select: { kind: true, isLate: true, feeState: true, changedBy: true },
    });
    expect(changes).toEqual([{ kind: 'moved', isLate: true, feeState: 'automatic', changedBy: admin.personId }]);
    const told = await clinic.waiting('scheduling.appointment-moved');
    expect(told.map(({ payload }) => payload['appointmentId'])).toContain(appointment.id);
    await clinic.read.clinicSettings.updateMany({ data: { changeCutoffHours: 24, lateFeeCents: 0 } });
  });

  it('says it of nobody but themselves, and not of a day that is over', async () => {
    const [team, other] = [await clinic.enrol(), await clinic.enrol()];
    expect(await codeOf(close(team.therapist, other.therapist.personId, await wholeDay(3)))).toBe('care.not-found');
    expect(await codeOf(close(team.therapist, null, await wholeDay(3)))).toBe('care.not-found');
    expect(await codeOf(close(admin, team.patient.personId, await wholeDay(3)))).toBe('care.not-found');
    expect(await codeOf(close(admin, team.therapist.personId, await wholeDay(-3)))).toBe('scheduling.closure-over');
  });

  it('does not lose it to a sheet of hours that was opened before', async () => {
    const { therapist } = await clinic.enrol();
    const sheets = clinic.get(WorkingTimesService);
    const {
      version,
      personId: _,
      displayName: _name,
      personZone: _zone,
      ...sheet
    } = (await sheets.read(therapist, therapist.personId)).times;
    await close(therapist, therapist.personId, await wholeDay(4));
    expect(await codeOf(sheets.change(therapist, therapist.personId, { ...sheet, basedOn: version }))).toBe(
      'scheduling.times-changed',
    );
    expect((await sheets.read(therapist, therapist.personId)).times.timeOff).toMatchObject([{ kind: 'unplanned' }]);
  });
});

describe('a visit whose session has begun', () => {
  it('is moved by itself when its therapist is ill, and then off the list', async () => {
    const team = await clinic.enrol();
    const { sessionId, visit } = await book(team, await clinic.at(1, 10));
    const happenedAt = (await clinic.at(0)).getTime();
    const arrival = { id: crypto.randomUUID(), type: 'arrival', payload: {}, happenedAt } as const;
    await clinic.get(SessionsService).record({ ...team.chaperone, sessionScope: sessionId }, sessionId, arrival);
    await close(team.therapist, team.therapist.personId, await wholeDay(2));
    const movedAs = { as: 'visit', id: visit.id };
    expect(await displacedOf(team)).toMatchObject([{ kind: 'integration', standing: 'movable', movedAs }]);
    const moves = clinic.get(VisitMovesService);
    expect((await moves.list(admin, visit.id)).times).toEqual([]);
    const { personId } = await clinic.person('therapist', { fromMin: 9 * 60, toMin: 18 * 60 });
    const tie = { id: crypto.randomUUID(), patientId: team.patient.personId, personId, reason: 'team' } as const;
    await clinic.read.careAssignment.create({ data: tie });
    const [first] = (await moves.list(admin, visit.id)).times;
    expect(first!.coveredBy).toBe('Some therapist');
    await moves.move(admin, visit.id, new Date(first!.startsAt));
    expect(await displacedOf(team)).toEqual([]);
  });
});

describe('a session that is under way', () => {
  it('goes on, and is an alert about its patient; an admin can neither move it nor call it off', async () => {
    const team = await clinic.enrol();
    const { sessionId } = await book(team, await clinic.at(1, 10));
    const arrival = {
      id: crypto.randomUUID(),
      type: 'arrival',
      payload: {},
      happenedAt: (await clinic.at(0)).getTime(),
    } as const;
    await clinic.get(SessionsService).record({ ...team.chaperone, sessionScope: sessionId }, sessionId, arrival);
    const outcome = await close(team.prescriber, team.prescriber.personId, await wholeDay(1));
    expect(outcome).toMatchObject({ displaced: 1, underWay: 1 });
    expect(await displacedOf(team)).toMatchObject([{ sessionId, standing: 'under-way' }]);
    expect(await alertsOf(team.patient.personId)).toEqual([{ subjectId: sessionId, level: 2 }]);
    await clinic.moveTo(new Date((await clinic.at(1, 14)).getTime())); // its time is over, and the patient is still there
    expect(await displacedOf(team)).toMatchObject([{ sessionId, standing: 'under-way' }]);
    expect(await codeOf(clinic.get(CourseMovesService).move(admin, sessionId, await clinic.at(6, 10), 'clinic'))).toBe(
      'sessions.begun',
    );
    expect(await codeOf(clinic.get(CancellationService).cancel(admin, sessionId, 'clinic'))).toBe('sessions.begun');
  });
});

describe('the clinic', () => {
  it('closes for some hours of a day, by its own clocks, for everybody who treats patients', async () => {
    const [team, beside] = [await clinic.enrol(), await clinic.enrol()];
    const [lying, later] = [await book(team, await clinic.at(12, 10)), await book(beside, await clinic.at(12, 14))];
    const { people } = await close(admin, null, { kind: 'other', day: await dayOf(12), fromMin: 12 * 60, toMin: 13 * 60 });
    expect(people).toBe(await clinic.read.person.count({ where: { role: { in: ['therapist', 'prescriber', 'physician'] } } }));
    expect((await displacedOf(team)).map(({ sessionId }) => sessionId)).toEqual([lying.sessionId]);
    expect(await displacedOf(beside)).toEqual([]);
    const [off] = await clinic.read.timeOff.findMany({
      where: { personId: beside.therapist.personId },
      select: { startsAt: true, endsAt: true },
    });
    expect(off).toEqual({ startsAt: await clinic.at(12, 12), endsAt: await clinic.at(12, 13) });
    expect(later.appointment.state).toBe('booked');
  });

  it('calls off what finds no other time, before anything has begun', async () => {
    const team = await clinic.enrol();
    const { sessionId, appointment } = await book(team, await clinic.at(3, 10));
    await clinic.get(CancellationService).cancel(admin, sessionId, 'clinic');
    const { state } = await clinic.read.appointment.findUniqueOrThrow({ where: { id: appointment.id }, select: { state: true } });
    expect(state).toBe('cancelled_clinic');
    const entries = await clinic.read.sessionEntry.findMany({ where: { sessionId }, select: { type: true, authorRole: true } });
    expect(entries).toEqual([{ type: 'abort', authorRole: 'system' }]);
  });

  it('sees that somebody is on call who is away', async () => {
    const { prescriber } = await clinic.enrol();
    const startsAt = await clinic.at(20, 8);
    const endsAt = new Date(startsAt.getTime() + DAY / 2);
    await clinic.read.onCallDuty.create({ data: { id: crypto.randomUUID(), personId: prescriber.personId, startsAt, endsAt } });
    const absent = async () => (await clinic.get(DisplacedService).list(admin, 62)).duties;
    expect(await absent()).toEqual([]);
    await close(admin, prescriber.personId, await wholeDay(20));
    expect(await absent()).toEqual([
      {
        ...{ personId: prescriber.personId, displayName: 'Some prescriber' },
        ...{ startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
      },
    ]);
  });
});
