import { randomUUID } from 'node:crypto';
import type { Caller } from '#identity';
import { HOUR, MINUTE, Problem } from '#kernel';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { DosingBookingsService } from './dosing-bookings.service.js';
import { VisitMovesService } from './visit-moves.service.js';

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
const moves = () => clinic.get(VisitMovesService);
const book = async ({ patient }: TeamOf) =>
  clinic.get(DosingBookingsService).book(patient, patient.personId, await clinic.at(2, 10));

describe('a visit that is moved by itself', () => {
  it('has every time of its day that is shown, with its reminders, and the session stays', async () => {
    const team = await clinic.enrol();
    const { visit, appointment } = await book(team);
    const { times } = await moves().list(team.patient, visit.id);
    expect(times[0]!.startsAt > visit.startsAt).toBe(true); // its own time, the first of the day, is none to move to
    expect(times.at(-1)!.endsAt).toBe((await clinic.at(3, 17 + 50 / 60)).toISOString());
    for (const { startsAt, endsAt } of times.slice(1, 4)) {
      expect(await moves().move(team.patient, visit.id, new Date(startsAt))).toMatchObject({ startsAt, endsAt, state: 'booked' });
      const overdue = (await clinic.waiting('integration.visit-overdue')).filter(
        ({ payload }) => payload['visitId'] === visit.id,
      );
      expect(overdue.map(({ dueAt }) => dueAt.getTime())).toEqual([Date.parse(endsAt) + 15 * MINUTE]);
    }
    const stands = await clinic.read.appointment.findMany({
      where: { patientId: team.patient.personId },
      select: { kind: true, startsAt: true, version: true },
      orderBy: { startsAt: 'asc' },
    });
    expect(stands).toEqual([
      { kind: 'dosing', startsAt: new Date(appointment.startsAt), version: 1 },
      { kind: 'integration', startsAt: new Date(times[3]!.startsAt), version: 4 },
    ]);
    const changes = await clinic.read.appointmentChange.findMany({ where: { appointment: { kind: 'integration' } } });
    expect(changes.map(({ kind, feeState }) => [kind, feeState])).toEqual([1, 2, 3].map(() => ['moved', 'none']));
  });

  it('never leaves its window, and never takes what is taken', async () => {
    const [team, other] = [await clinic.enrol(), await clinic.enrol()];
    const { visit } = await book(team);
    for (const at of [await clinic.at(2, 15), await clinic.at(4, 10), new Date(Date.parse(visit.startsAt) + MINUTE)]) {
      expect(await codeOf(moves().move(team.patient, visit.id, at))).toBe('scheduling.not-a-free-time');
    }
    const rival = await clinic.enrol({ therapist: team.therapist, prescriber: team.prescriber });
    const { visit: theirs } = await clinic
      .get(DosingBookingsService)
      .book(rival.patient, rival.patient.personId, await clinic.at(2, 14));
    expect(await codeOf(moves().move(team.patient, visit.id, new Date(theirs.startsAt)))).toBe('scheduling.slot-taken');
    expect(await codeOf(moves().move(other.patient, visit.id, new Date(theirs.startsAt)))).toBe('integration.not-found');
  });

  it('is moved once by two who do it at once', async () => {
    const team = await clinic.enrol();
    const { visit } = await book(team);
    const { times } = await moves().list(team.therapist, visit.id);
    const by: [Caller, number][] = [
      [team.patient, 2],
      [team.therapist, 4],
    ];
    const codes = await Promise.all(by.map(([who, i]) => codeOf(moves().move(who, visit.id, new Date(times[i]!.startsAt)))));
    expect(codes.filter((code) => code === 'none').length).toBeGreaterThanOrEqual(1);
    const held = await clinic.read.integrationVisit.findUniqueOrThrow({ where: { id: visit.id } });
    expect(await clinic.read.appointmentParty.count({ where: { appointmentId: held.appointmentId } })).toBe(2);
  });

  it('is in time again once it stands in its window', async () => {
    const team = await clinic.enrol();
    const { visit } = await book(team);
    await clinic.read.integrationVisit.update({ where: { id: visit.id }, data: { isInTime: false } });
    const { times } = await moves().list(team.patient, visit.id);
    const moved = await moves().move(team.therapist, visit.id, new Date(times.at(-1)!.startsAt));
    expect(moved).toMatchObject({ isInTime: true, startsAt: times.at(-1)!.startsAt });
  });

  it('cannot be moved once it has begun', async () => {
    const team = await clinic.enrol();
    const { visit } = await book(team);
    await clinic.moveTo(new Date(visit.startsAt));
    expect(await codeOf(moves().list(team.patient, visit.id))).toBe('integration.not-movable');
    expect(await codeOf(moves().move(team.patient, visit.id, new Date(Date.parse(visit.startsAt) + HOUR)))).toBe(
      'integration.not-movable',
    );
  });
});

describe('a visit whose therapist is ill', () => {
  const ill = async (who: Caller, day: number, fromHour = 0, toHour = 24) =>
    clinic.read.timeOff.create({
      data: {
        ...{ id: randomUUID(), personId: who.personId, kind: 'unplanned' },
        ...{ startsAt: await clinic.at(day, fromHour), endsAt: await clinic.at(day, toHour) },
      },
    });
  const join = async (team: TeamOf, role: 'therapist' | 'prescriber' = 'therapist') => {
    const cover = await clinic.person(role, { fromMin: 9 * 60, toMin: 18 * 60 });
    const data = { id: randomUUID(), patientId: team.patient.personId, personId: cover.personId, reason: 'team' } as const;
    await clinic.read.careAssignment.create({ data });
    return cover;
  };

  it('is held by somebody else of the team, and only where its therapist is away', async () => {
    const team = await clinic.enrol();
    const { visit, appointment } = await book(team);
    const admin = await clinic.person('admin');
    await ill(team.therapist, 3, 0, 13);
    expect((await moves().list(admin, visit.id)).times.every(({ coveredBy }) => coveredBy === null)).toBe(true);
    const cover = await join(team);
    await join(team, 'prescriber');
    const { times } = await moves().list(admin, visit.id);
    const byCover = times.filter(({ coveredBy }) => coveredBy !== null);
    expect(byCover[0]!.startsAt).toBe((await clinic.at(3, 9)).toISOString());
    expect(byCover.at(-1)!.startsAt < (await clinic.at(3, 13)).toISOString()).toBe(true);
    expect(
      times.find(
        ({ startsAt }) => startsAt >= new Date(appointment.startsAt).toISOString() && startsAt === times.at(-1)!.startsAt,
      )!.coveredBy,
    ).toBeNull();
    const within = { from: (await clinic.at(2)).getTime(), to: (await clinic.at(5)).getTime() };
    const { answers } = await moves().answers(admin, visit.id, within);
    expect(answers.filter(({ whyNot }) => !whyNot.length).map(({ startsAt }) => startsAt)).toEqual(
      times.map(({ startsAt }) => startsAt),
    );
    expect(answers[0]!.whyNot).toEqual([{ code: 'out-of-window', who: null }]);
    await moves().move(admin, visit.id, new Date(byCover[0]!.startsAt));
    const { therapistId } = await clinic.read.integrationVisit.findUniqueOrThrow({
      where: { id: visit.id },
      select: { therapistId: true },
    });
    expect(therapistId).toBe(cover.personId);
    const parties = await clinic.read.appointmentParty.findMany({
      where: { appointment: { visits: { some: { id: visit.id } } } },
      select: { personId: true },
    });
    expect(parties.map(({ personId }) => personId).sort()).toEqual([team.patient.personId, cover.personId].sort());
  });

  it('has no time while nobody of the team can hold it, and says why', async () => {
    const team = await clinic.enrol();
    const { visit } = await book(team);
    const admin = await clinic.person('admin');
    await ill(team.therapist, 3);
    expect((await moves().list(admin, visit.id)).times).toEqual([]);
    const within = { from: (await clinic.at(3, 10)).getTime(), to: (await clinic.at(3, 10)).getTime() + 1 };
    expect((await moves().answers(admin, visit.id, within)).answers[0]!.whyNot).toContainEqual({
      code: 'away',
      who: 'Some therapist',
    });
    const stranger = await clinic.enrol();
    expect(await codeOf(moves().list(stranger.therapist, visit.id))).toBe('integration.not-found');
  });
});
