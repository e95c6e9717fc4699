import { DAY, HOUR, Problem } from '#kernel';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { CourseSeries } from './course-series.service.js';
import { DosingBookingsService } from './dosing-bookings.service.js';
import { RestMoves, RestPlans } from './rest-changes.service.js';
import { type AskedSeries, SeriesPlans } from './series-plan.service.js';
import { VisitMovesService } from './visit-moves.service.js';

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
/** Four doses, of which one may be taken each day. */
const enrol = (different: object = {}) => clinic.enrol(different, { doses: 4, minDaysBetween: 1 });
/** Every day from the second one on, at an hour of the patient's clock. */
async function wishAt(hour: number): Promise<AskedSeries> {
  const firstDay = Math.floor(((await clinic.at(2)).getTime() - 7 * HOUR) / DAY);
  const isoWeekday = ((((firstDay + 3) % 7) + 7) % 7) + 1;
  return { firstDay, isoWeekday, minute: hour * 60, everyDays: 1, count: null, picks: new Map() };
}
const plan = ({ patient }: TeamOf, asked: AskedSeries) => clinic.get(SeriesPlans).plan(patient, patient.personId, asked);
const book = ({ patient }: TeamOf, startsAt: readonly Date[]) =>
  clinic.get(CourseSeries).book(patient, patient.personId, startsAt);
const datesOf = ({ members }: Awaited<ReturnType<typeof plan>>) => members.map(({ time }) => new Date(time!.startsAt));
const at = (days: readonly number[], hour: number) => Promise.all(days.map((day) => clinic.at(day, hour)));

describe('sessions on days that follow each other', () => {
  it('are planned as near as the protocol allows, each visit before the next session, and booked as they are shown', async () => {
    const team = await enrol();
    const proposed = await plan(team, await wishAt(10));
    expect([proposed.everyDays, proposed.apartDays, proposed.reason]).toEqual([1, 1, null]);
    expect(datesOf(proposed)).toEqual(await at([2, 3, 4, 5], 10));
    const visits = proposed.members.map(({ time }) => new Date(time!.visitStartsAt));
    expect(visits).toEqual(await at([3, 4, 5, 6], 9));
    const booked = await book(team, datesOf(proposed));
    expect(booked.map(({ visit }) => new Date(visit.startsAt))).toEqual(visits);
  });

  it('wait for the visit after the one before, and say so', async () => {
    const team = await enrol();
    const proposed = await plan(team, await wishAt(9.5));
    expect(datesOf(proposed)).toEqual([await clinic.at(2, 9.5), ...(await at([3, 4, 5], 10))]);
    expect(proposed.members[1]!.whyNot).toContainEqual({ code: 'before-visit', who: null });
    expect(await codeOf(book(team, await at([2, 3], 9.5)))).toMatch(/^scheduling\.(slot-taken|not-a-free-time)$/);
    expect(await codeOf(book(team, datesOf(proposed)))).toBe('none');
  });

  it('are judged beside each other: the day of a clinician is full with those of the series, too', async () => {
    const team = await enrol();
    const { personId } = team.therapist;
    await clinic.read.workingRules.create({ data: { personId, dailyCap: 1 } });
    const proposed = await plan(team, await wishAt(10));
    expect(datesOf(proposed)).toEqual([await clinic.at(2, 10), ...(await at([4, 6, 8], 9.5))]); // the nearest on the next free day
    expect(await codeOf(book(team, await at([2, 3], 10)))).toMatch(/^scheduling\./);
    expect(await codeOf(book(team, datesOf(proposed)))).toBe('none');
  });

  it('move together, and by themselves only behind the visit before', async () => {
    const team = await enrol();
    const [first] = await book(team, await at([2, 3, 4, 5], 10));
    const moved = await clinic.get(RestPlans).plan(team.patient, first!.sessionId, { days: 1, minute: null });
    expect(datesOf(moved)).toEqual(await at([3, 4, 5, 6], 10));
    const wanted = { startsAt: datesOf(moved), reason: 'illness' } as const;
    expect(await codeOf(clinic.get(RestMoves).move(team.patient, first!.sessionId, wanted))).toBe('none');
    const near = { startsAt: await at([3, 4, 5, 6], 9.5), reason: 'illness' } as const;
    expect(await codeOf(clinic.get(RestMoves).move(team.patient, first!.sessionId, near))).toMatch(/^scheduling\./);
  });

  it('are booked one by one behind the visit, which stays before the next one', async () => {
    const team = await enrol();
    const bookOne = async (day: number, hour: number) =>
      clinic.get(DosingBookingsService).book(team.patient, team.patient.personId, await clinic.at(day, hour));
    const { visit } = await bookOne(2, 9.5);
    const move = async (hour: number) => clinic.get(VisitMovesService).move(team.patient, visit.id, await clinic.at(3, hour));
    await move(13);
    const refused = await bookOne(3, 9.5).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'scheduling.not-a-free-time', facts: { reason: 'before-visit' } });
    await bookOne(3, 14);
    expect(await codeOf(move(13.5))).toBe('scheduling.not-a-free-time');
    expect(await codeOf(move(10))).toBe('none');
  });
});
