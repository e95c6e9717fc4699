import type { Caller } from '#identity';
import { DAY, HOUR, MINUTE, Problem, type Span } from '#kernel';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { ClinicScheduleService } from './clinic-schedule.service.js';
import { CourseMovesService } from './course-moves.service.js';
import { DosingBookingsService } from './dosing-bookings.service.js';
import { MoveAnswersService } from './move-answers.service.js';

let clinic: SmallClinic;
let admin: Caller;
let team: TeamOf;
beforeAll(async () => {
  clinic = await SmallClinic.open();
  admin = await clinic.person('admin');
});
beforeEach(async () => {
  team = await clinic.enrol();
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
const ask = async (sessionId: string, within: Span, caller: Caller = admin) =>
  (await clinic.get(MoveAnswersService).list(caller, sessionId, within)).answers;
const wholeDay = async (days: number) => ({ from: (await clinic.at(days)).getTime(), to: (await clinic.at(days + 1)).getTime() });
const answerAt = async (sessionId: string, at: Date) =>
  (await ask(sessionId, { from: at.getTime(), to: at.getTime() + MINUTE }))[0];
const move = (sessionId: string, startsAt: string) =>
  clinic.get(CourseMovesService).move(admin, sessionId, new Date(startsAt), 'clinic');

describe('what the rules say of a session that is dragged', () => {
  it('is an answer for every start of the day: possible with its visit, or why not', async () => {
    const { sessionId } = await book(team, await clinic.at(3, 10));
    const answers = await ask(sessionId, await wholeDay(5));
    expect(answers).toHaveLength(48);
    const free = answers.filter(({ whyNot }) => !whyNot.length);
    expect(free[0]).toEqual({
      startsAt: (await clinic.at(5, 9.5)).toISOString(), // the prescriber is needed twenty minutes before
      visitStartsAt: (await clinic.at(6, 9)).toISOString(),
      whyNot: [],
    });
    expect(free.at(-1)!.startsAt).toBe((await clinic.at(5, 15)).toISOString());
    expect(answers.every(({ visitStartsAt, whyNot }) => (visitStartsAt === null) === whyNot.length > 0)).toBe(true);
  });

  it('is what moving then does: each that is possible can be had, and no other', async () => {
    const { sessionId } = await book(team, await clinic.at(3, 10));
    const rival = await clinic.enrol({ therapist: team.therapist });
    await book(rival, await clinic.at(5, 12));
    const answers = await ask(sessionId, { from: (await clinic.at(5, 8)).getTime(), to: (await clinic.at(5, 17)).getTime() });
    for (const { startsAt, whyNot } of answers) {
      expect([startsAt, (await codeOf(move(sessionId, startsAt))) === 'none']).toEqual([startsAt, whyNot.length === 0]);
    }
    expect(answers.filter(({ whyNot }) => !whyNot.length).length).toBeGreaterThan(0);
  });

  it('names whose time it is and why: taken, away, off hours, closed, too soon', async () => {
    const { sessionId } = await book(team, await clinic.at(3, 10));
    const rival = await clinic.enrol({ therapist: team.therapist });
    await book(rival, await clinic.at(6, 12));
    expect((await answerAt(sessionId, await clinic.at(6, 12)))!.whyNot).toEqual([{ code: 'taken', who: 'Some therapist' }]);
    expect((await answerAt(sessionId, await clinic.at(6, 4)))!.whyNot.map(({ code }) => code)).toContain('off-hours');
    await clinic.read.timeOff.create({
      data: {
        ...{ id: crypto.randomUUID(), personId: team.prescriber.personId, kind: 'leave' },
        ...{ startsAt: await clinic.at(7), endsAt: await clinic.at(8) },
      },
    });
    expect((await answerAt(sessionId, await clinic.at(7, 10)))!.whyNot).toContainEqual({ code: 'away', who: 'Some prescriber' });
    const soon = new Date(Math.ceil((await clinic.at(0)).getTime() / HOUR) * HOUR - DAY);
    expect((await answerAt(sessionId, soon))!.whyNot.map(({ code }) => code)).toContain('too-soon');
  });

  it('counts its own time and that of its visit as free', async () => {
    const { sessionId } = await book(team, await clinic.at(3, 10));
    expect((await answerAt(sessionId, await clinic.at(3, 10.5)))!.whyNot).toEqual([]);
    expect((await answerAt(sessionId, await clinic.at(3, 10)))!.whyNot).toEqual([]);
  });

  it('says so when there is no time for the visit on the day after', async () => {
    const { sessionId } = await book(team, await clinic.at(3, 10));
    await clinic.read.timeOff.create({
      data: {
        ...{ id: crypto.randomUUID(), personId: team.therapist.personId, kind: 'leave' },
        ...{ startsAt: await clinic.at(9), endsAt: await clinic.at(10) },
      },
    });
    expect((await answerAt(sessionId, await clinic.at(8, 10)))!.whyNot).toEqual([{ code: 'no-visit-time', who: null }]);
  });

  it('is for those in the care of the patient and for admins, and there is no such session for anybody else', async () => {
    const other = await clinic.enrol();
    const { sessionId } = await book(team, await clinic.at(3, 10));
    const day = await wholeDay(3);
    expect(await codeOf(ask(sessionId, day, team.therapist))).toBe('none');
    expect(await codeOf(ask(sessionId, day, other.therapist))).toBe('sessions.not-found');
  });
});

describe('the calendar of the clinic', () => {
  it('has a row for each clinician with hours and time off, and what is booked, which of it can be moved', async () => {
    const { sessionId, appointment, visit } = await book(team, await clinic.at(3, 10));
    const from = (await clinic.at(3, 12)).toISOString().slice(0, 10);
    const schedule = await clinic.get(ClinicScheduleService).read(admin, { from, days: 2, zone: null });
    expect(schedule.days.map(({ startsAt }) => startsAt)).toEqual([
      (await clinic.at(3)).toISOString(),
      (await clinic.at(4)).toISOString(),
    ]);
    const row = schedule.clinicians.find(({ personId }) => personId === team.therapist.personId)!;
    expect(row.hours[0]).toEqual({
      startsAt: (await clinic.at(3, 9)).toISOString(),
      endsAt: (await clinic.at(3, 18)).toISOString(),
    });
    const own = schedule.appointments.filter(({ patientId }) => patientId === team.patient.personId);
    expect(own).toMatchObject([
      { appointmentId: appointment.id, kind: 'dosing', sessionId, movedAs: { as: 'session', id: sessionId } },
      { kind: 'integration', sessionId, movedAs: { as: 'visit', id: visit.id }, startsAt: visit.startsAt },
    ]);
    expect([...own[0]!.staffIds].sort()).toEqual([team.therapist.personId, team.prescriber.personId].sort());
  });

  it('counts days in the zone that is asked for, also where the clocks change in them', async () => {
    const read = (zone: string) => clinic.get(ClinicScheduleService).read(admin, { from: '2027-03-14', days: 1, zone });
    const [day] = (await read('America/New_York')).days;
    expect(day).toEqual({ day: '2027-03-14', startsAt: '2027-03-14T05:00:00.000Z', endsAt: '2027-03-15T04:00:00.000Z' });
    expect(await codeOf(read('Nowhere/Land'))).toBe('scheduling.unknown-zone');
  });
});
