import { DAY, HOUR, MINUTE, Problem } from '#kernel';
import { HoldsService } from '#scheduling';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { withdraw } from '../../test/support/withdrawn.js';
import { CourseChoice } from './course-choice.service.js';
import { CourseSeries } from './course-series.service.js';
import { DosingBookingsService } from './dosing-bookings.service.js';
import { RestCancellation, RestMoves, RestPlans } from './rest-changes.service.js';
import { type AskedSeries, SeriesPlans } from './series-plan.service.js';

let clinic: SmallClinic;
beforeAll(async () => {
  clinic = await SmallClinic.open();
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
const dayOf = (at: Date) => Math.floor((at.getTime() - 7 * HOUR) / DAY);
const weekdayOf = (day: number) => ((((day + 3) % 7) + 7) % 7) + 1;
/** From a day on, at its weekday, at ten. */
const wish = (from: Date, different: Partial<AskedSeries> = {}): AskedSeries => ({
  ...{ firstDay: dayOf(from), isoWeekday: weekdayOf(dayOf(from)), minute: 600, everyDays: 7, count: null, picks: new Map() },
  ...different,
});
const plan = ({ patient }: TeamOf, asked: AskedSeries) => clinic.get(SeriesPlans).plan(patient, patient.personId, asked);
const startsOf = ({ members }: Awaited<ReturnType<typeof plan>>) => members.map(({ time }) => time?.startsAt ?? null);
const days = (...all: number[]) => Promise.all(all.map((day) => clinic.at(day, 10)));
const hold = ({ patient }: TeamOf, startsAt: readonly Date[]) =>
  clinic.get(CourseSeries).hold(patient, patient.personId, startsAt);
const book = ({ patient }: TeamOf, startsAt: readonly Date[]) =>
  clinic.get(CourseSeries).book(patient, patient.personId, startsAt);
const bookOne = ({ patient }: TeamOf, startsAt: Date) =>
  clinic.get(DosingBookingsService).book(patient, patient.personId, startsAt);
const statesOf = async ({ patient }: TeamOf) => {
  const rows = await clinic.read.appointment.findMany({
    where: { patientId: patient.personId },
    select: { kind: true, state: true, startsAt: true, courseNumber: true },
    orderBy: { startsAt: 'asc' },
  });
  return rows.map(({ kind, state, courseNumber }) => [kind, state, courseNumber]);
};
const pair = (state: string, number: number) => [
  ['dosing', state, number],
  ['integration', state, null],
];
const rivalOf = (team: TeamOf, doses = 2) => clinic.enrol({ therapist: team.therapist, prescriber: team.prescriber }, { doses });

describe('a proposal for a whole course', () => {
  it('has a time for each signed dose without a session, a week apart, each with its visit', async () => {
    const team = await clinic.enrol({}, { doses: 4 });
    const proposed = await plan(team, wish(await clinic.at(2)));
    expect(proposed).toMatchObject({
      zone: 'America/Phoenix',
      clinicZone: 'America/Phoenix',
      everyDays: 7,
      apartDays: 7,
      reason: null,
    });
    expect(proposed.members.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(startsOf(proposed)).toEqual((await days(2, 9, 16, 23)).map((at) => at.toISOString()));
    for (const { time, whyNot } of proposed.members) {
      expect(whyNot).toEqual([]);
      expect(Date.parse(time!.visitStartsAt) - Date.parse(time!.startsAt)).toBe(23 * HOUR);
    }
    await bookOne(team, await clinic.at(2, 10));
    expect((await plan(team, wish(await clinic.at(2)))).members.map(({ number }) => number)).toEqual([2, 3, 4]);
  });

  it('says why a wanted time cannot be had, and what is near', async () => {
    const team = await clinic.enrol({}, { doses: 3 });
    await bookOne(await rivalOf(team), await clinic.at(9, 10));
    const { members } = await plan(team, wish(await clinic.at(2)));
    expect(members[1]).toMatchObject({ wantedAt: (await clinic.at(9, 10)).toISOString() });
    expect(members[1]!.whyNot).toEqual(expect.arrayContaining([{ code: 'taken', who: 'Some therapist' }]));
    expect(members[1]!.time!.startsAt).toBe((await clinic.at(9, 13)).toISOString());
    expect(members[1]!.others.length).toBe(5);
    expect(members[2]).toMatchObject({
      time: { startsAt: (await clinic.at(16, 13)).toISOString() },
      whyNot: [{ code: 'too-near' }],
    });
    const picked = new Map([[2, (await clinic.at(10, 11)).getTime()]]);
    const again = await plan(team, wish(await clinic.at(2), { picks: picked }));
    expect(startsOf(again).slice(0, 2)).toEqual([await clinic.at(2, 10), await clinic.at(10, 11)].map((at) => at.toISOString()));
  });

  it('is none for a reason: no signed dose, a visit that is due, all booked', async () => {
    const [unsigned, locked, booked] = [await clinic.enrol(), await clinic.enrol(), await clinic.enrol({}, { doses: 1 })];
    const lines = ({ patient }: TeamOf) => ({ protocol: { patientId: patient.personId } });
    await withdraw(clinic.read, lines(unsigned));
    await clinic.read.doseLine.updateMany({ where: lines(locked), data: { unlockedAt: null } });
    await bookOne(booked, await clinic.at(2, 10));
    const asked = wish(await clinic.at(2));
    const reasons = await Promise.all([unsigned, locked, booked].map(async (team) => (await plan(team, asked)).reason));
    expect(reasons).toEqual(['no-dose-planned', 'integration-due', 'all-booked']);
  });

  it('is for nobody outside the care of the patient', async () => {
    const [mine, other] = [await clinic.enrol(), await clinic.enrol()];
    const asked = wish(await clinic.at(2));
    for (const caller of [other.patient, other.therapist, mine.chaperone])
      expect(await codeOf(clinic.get(SeriesPlans).plan(caller, mine.patient.personId, asked))).toBe('care.not-found');
    expect((await clinic.get(SeriesPlans).plan(mine.therapist, mine.patient.personId, asked)).members).toHaveLength(2);
  });
});

describe('a series', () => {
  it('is held whole, and booked as it is held', async () => {
    const team = await clinic.enrol({}, { doses: 3 });
    const starts = await days(2, 9, 16);
    const kept = await hold(team, starts);
    expect(await codeOf(bookOne(await rivalOf(team), starts[1]!))).toBe('scheduling.slot-taken');
    const booked = await book(team, starts);
    expect(booked.map(({ visit }) => visit.startsAt)).toEqual(kept.times.map(({ visitStartsAt }) => visitStartsAt));
    expect(await statesOf(team)).toEqual([...pair('booked', 1), ...pair('booked', 2), ...pair('booked', 3)]);
    const audited = await clinic.read.auditEvent.findMany({
      where: { action: 'book', objectId: { in: booked.map(({ sessionId }) => sessionId) } },
      select: { actorId: true },
    });
    expect(audited).toEqual(booked.map(() => ({ actorId: team.patient.personId })));
    for (const { appointment } of booked) {
      const waiting = (await clinic.waiting('scheduling.reminder-due')).filter(
        ({ payload }) => payload['appointmentId'] === appointment.id,
      );
      expect(waiting.length).toBeGreaterThanOrEqual(5);
    }
  });

  it('is booked whole or not at all', async () => {
    const team = await clinic.enrol({}, { doses: 3 });
    const starts = await days(3, 10, 17);
    await bookOne(await rivalOf(team), starts[2]!);
    expect(await codeOf(book(team, starts))).toBe('scheduling.slot-taken');
    expect(await codeOf(hold(team, starts))).toBe('scheduling.slot-taken');
    expect(await statesOf(team)).toEqual([]);
    expect(await clinic.read.dosingSession.count({ where: { patientId: team.patient.personId } })).toBe(0);
  });

  it('takes no time that a proposal would not have: too near, out of order, off the grid, or for more doses than there are', async () => {
    const team = await clinic.enrol();
    const near = [await clinic.at(2, 10), await clinic.at(9, 9.5)];
    for (const starts of [
      near,
      await days(9, 2),
      [await clinic.at(2, 10), new Date((await clinic.at(9, 10)).getTime() + MINUTE)],
    ])
      expect(await codeOf(book(team, starts))).toBe('scheduling.not-a-free-time');
    expect(await codeOf(book(team, await days(2, 9, 16)))).toBe('integration.series-too-long');
    expect(await statesOf(team)).toEqual([]);
  });

  it('that reaches further than any course is refused before anybody looks', async () => {
    const team = await clinic.enrol();
    const far = [await clinic.at(2, 10), new Date('2200-01-01T17:00:00Z')];
    expect(await codeOf(book(team, far))).toBe('scheduling.not-a-free-time');
  });

  it('keeps its distance from what is booked already', async () => {
    const team = await clinic.enrol({}, { doses: 3 });
    await bookOne(team, await clinic.at(5, 10));
    expect(await codeOf(book(team, await days(11, 18)))).toBe('scheduling.not-a-free-time');
    expect(await codeOf(book(team, await days(12, 19)))).toBe('none');
  });

  it('that is held is not booked in part as something else: its hold ends with another choice', async () => {
    const team = await clinic.enrol();
    const starts = await days(2, 9);
    const { id } = await hold(team, starts);
    await bookOne(team, starts[0]!);
    const states = await statesOf(team);
    expect(states.filter(([, state]) => state === 'booked')).toHaveLength(2);
    expect(states.filter(([, state]) => state === 'held')).toEqual([]);
    expect(await clinic.read.appointment.count({ where: { holdId: id, state: 'expired' } })).toBe(4);
    expect(await codeOf(clinic.get(CourseChoice).endHold(team.patient, id))).toBe('none');
  });

  it('is held for ten minutes', async () => {
    const team = await clinic.enrol();
    const { id } = await hold(team, await days(2, 9));
    await clinic.transact((tx) => clinic.get(HoldsService).end(tx, id));
    expect((await statesOf(team)).map(([, state]) => state)).toEqual(['expired', 'expired', 'expired', 'expired']);
    expect(await codeOf(book(await rivalOf(team), await days(2, 9)))).toBe('none');
  });
});

describe('what is left of a course', () => {
  const move = ({ patient }: TeamOf, sessionId: string, startsAt: readonly Date[]) =>
    clinic.get(RestMoves).move(patient, sessionId, { startsAt, reason: 'illness' });

  it('is moved together, also over each other’s old times', async () => {
    const team = await clinic.enrol({}, { doses: 3 });
    const booked = await book(team, await days(2, 9, 16));
    const [, second] = booked;
    const proposed = await clinic.get(RestPlans).plan(team.patient, second!.sessionId, { days: 7, minute: null });
    expect(proposed.members.map(({ number, time }) => [number, time!.startsAt])).toEqual([
      [2, (await clinic.at(16, 10)).toISOString()],
      [3, (await clinic.at(23, 10)).toISOString()],
    ]);
    const moved = await move(team, second!.sessionId, await days(16, 23));
    expect(moved.map(({ sessionId }) => sessionId)).toEqual(booked.slice(1).map(({ sessionId }) => sessionId));
    expect((await statesOf(team)).filter(([kind]) => kind === 'dosing')).toEqual(
      [1, 2, 3].map((number) => ['dosing', 'booked', number]),
    );
    expect(await codeOf(move(team, second!.sessionId, await days(8, 23)))).toBe('scheduling.not-a-free-time');
    expect(await codeOf(move(team, second!.sessionId, await days(16, 22)))).toBe('scheduling.not-a-free-time');
    expect(await codeOf(move(team, second!.sessionId, await days(16)))).toBe('scheduling.not-booked');
    expect(await codeOf(move(team, second!.sessionId, await days(9, 16)))).toBe('none');
  });

  it('is not moved when one of its doses is not planned any more', async () => {
    const team = await clinic.enrol({}, { doses: 3 });
    const [first] = await book(team, await days(2, 9, 16));
    const last = { protocol: { patientId: team.patient.personId }, number: 3 };
    await withdraw(clinic.read, last);
    const proposed = await clinic.get(RestPlans).plan(team.patient, first!.sessionId, { days: 1, minute: null });
    expect([proposed.reason, proposed.members]).toEqual(['dose-not-planned', []]);
    expect(await codeOf(move(team, first!.sessionId, await days(3, 10, 17)))).toBe('protocols.dose-not-planned');
  });

  it('is moved whole or not at all', async () => {
    const team = await clinic.enrol({}, { doses: 2 });
    const [first] = await book(team, await days(2, 9));
    await bookOne(await rivalOf(team), await clinic.at(12, 10));
    expect(await codeOf(move(team, first!.sessionId, await days(5, 12)))).toBe('scheduling.slot-taken');
    const starts = await clinic.read.appointment.findMany({
      where: { patientId: team.patient.personId, kind: 'dosing' },
      select: { startsAt: true },
      orderBy: { startsAt: 'asc' },
    });
    expect(starts.map(({ startsAt }) => startsAt)).toEqual(await days(2, 9));
  });

  it('is shown with what a change costs, and cancelled together', async () => {
    const team = await clinic.enrol({}, { doses: 3 });
    const booked = await book(team, await days(2, 9, 16));
    const sessionId = booked[1]!.sessionId;
    await clinic.read.clinicSettings.updateMany({ data: { changeCutoffHours: 168, lateFeeCents: 5_000 } });
    const { sessions: rest, ...whose } = await clinic.get(RestCancellation).read(team.patient, booked[0]!.sessionId);
    expect(whose).toMatchObject({ zone: expect.stringContaining('/'), clinicZone: expect.stringContaining('/') });
    expect(rest.map(({ number, isLate }) => [number, isLate])).toEqual([
      [1, true],
      [2, false],
      [3, false],
    ]);
    expect(rest[0]!.costs.find(({ reason }) => reason === 'patient-request')).toMatchObject({
      feeCents: 5_000,
      feeState: 'pending',
    });
    await clinic.read.clinicSettings.updateMany({ data: { changeCutoffHours: 24, lateFeeCents: 0 } });
    const other = await clinic.enrol();
    const cancel = (by: TeamOf) => clinic.get(RestCancellation).cancel(by.patient, sessionId, 'patient-request');
    expect(await codeOf(cancel(other))).toBe('sessions.not-found');
    await cancel(team);
    expect(await statesOf(team)).toEqual([
      ...pair('booked', 1),
      ...pair('cancelled_patient', 2),
      ...pair('cancelled_patient', 3),
    ]);
    expect(await codeOf(cancel(team))).toBe('sessions.session-over');
    expect(await codeOf(clinic.get(RestCancellation).read(team.patient, sessionId))).toBe('scheduling.not-booked');
  });
});

describe('a change of the clocks', () => {
  it('leaves a series at its time on the wall of the patient, but for the hour that the days between need', async () => {
    await clinic.moveTo(new Date('2027-03-01T12:00:00Z'));
    const [fortnightly, weekly] = [
      await clinic.enrol({}, { doses: 3, zone: 'America/New_York' }),
      await clinic.enrol({}, { doses: 3, zone: 'America/New_York' }),
    ];
    const firstDay = Date.parse('2027-03-03T00:00:00Z') / DAY; // a Wednesday; the clocks go forward on the 14th
    const asked = { firstDay, isoWeekday: 3, minute: 13 * 60, count: null, picks: new Map() };
    const wide = await plan(fortnightly, { ...asked, everyDays: 14 });
    expect(startsOf(wide)).toEqual(['2027-03-03T18:00:00.000Z', '2027-03-17T17:00:00.000Z', '2027-03-31T17:00:00.000Z']);
    const narrow = await plan(weekly, { ...asked, everyDays: 7 });
    expect(startsOf(narrow)).toEqual(['2027-03-03T18:00:00.000Z', '2027-03-10T18:00:00.000Z', '2027-03-17T18:00:00.000Z']);
    expect(narrow.members.map(({ laterMin }) => laterMin)).toEqual([0, 0, 60]);
    expect(narrow.members[2]!.whyNot).toEqual([{ code: 'clocks', who: null }]);
    const booked = await book(
      fortnightly,
      startsOf(wide).map((at) => new Date(at!)),
    );
    expect(booked.map(({ appointment }) => appointment.startsAt)).toEqual(startsOf(wide));
  });
});
