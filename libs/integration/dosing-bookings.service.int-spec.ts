import { CareService } from '#care';
import type { FreeTime } from '#contracts';
import type { Caller } from '#identity';
import { HOUR, MINUTE, Problem } from '#kernel';
import { Clock } from '#platform';
import { SchedulingService } from '#scheduling';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { withdraw } from '../../test/support/withdrawn.js';
import { CancellationService } from './cancellation.service.js';
import { CourseBooking } from './course-booking.js';
import { CourseChoice } from './course-choice.service.js';
import { CourseMovesService } from './course-moves.service.js';
import { DosingBookingsService } from './dosing-bookings.service.js';

let clinic: SmallClinic;
beforeAll(async () => {
  clinic = await SmallClinic.open();
});
afterAll(() => clinic.close());

const bookings = () => clinic.get(DosingBookingsService);
const choice = () => clinic.get(CourseChoice);
const dateOf = (at: Date) => new Date(at.getTime() - 7 * HOUR).toISOString().slice(0, 10);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof Problem ? error.code : Promise.reject(error)),
  );
const list = async ({ patient }: TeamOf, days = 1, fromDay = 2) =>
  choice().list(patient, patient.personId, { from: dateOf(await clinic.at(fromDay)), days });
const book = ({ patient }: TeamOf, startsAt: Date) => bookings().book(patient, patient.personId, startsAt);
const hourOf = ({ startsAt }: FreeTime) => (Date.parse(startsAt) / HOUR + 24 - 7) % 24;
const reminders = async (appointmentId: string) =>
  (await clinic.waiting('scheduling.reminder-due')).filter(({ payload }) => payload['appointmentId'] === appointmentId);

describe('free times', () => {
  it('lie in the hours of all, with the first common time of the day after for the visit', async () => {
    const { times, ...rest } = await list(await clinic.enrol());
    expect(rest).toEqual({ zone: 'America/Phoenix', clinicZone: 'America/Phoenix', reason: null });
    // clinicians work from 9 to 18 h, and the gate needs the prescriber from 20 minutes before the start
    expect(times.map(hourOf)).toEqual([9.5, 10, 10.5, 11, 11.5, 12, 12.5, 13, 13.5, 14, 14.5, 15]);
    for (const { startsAt, endsAt, visitStartsAt, visitEndsAt } of times) {
      expect(Date.parse(endsAt) - Date.parse(startsAt)).toBe(180 * MINUTE);
      expect(Date.parse(visitStartsAt)).toBe((await clinic.at(3, 9)).getTime());
      expect(Date.parse(visitEndsAt) - Date.parse(visitStartsAt)).toBe(50 * MINUTE);
    }
  });

  it('keep twelve hours between a late end and the visit', async () => {
    const late = { fromMin: 15 * 60, toMin: 24 * 60 };
    const therapist = await clinic.person('therapist', { fromMin: 0, toMin: 1440 });
    const team = await clinic.enrol({ therapist, prescriber: await clinic.person('prescriber', late) });
    await clinic.keepHours(team.patient.personId, { fromMin: 0, toMin: 1440 });
    const { times } = await list(team);
    const last = times.at(-1)!;
    expect(hourOf(last)).toBe(21);
    expect(Date.parse(last.visitStartsAt) - Date.parse(last.endsAt)).toBeGreaterThanOrEqual(12 * HOUR);
    expect(dateOf(new Date(last.visitStartsAt))).toBe(dateOf(await clinic.at(4))); // it ends at midnight: already another day
  });

  it('are for an admin only those to which something can be moved: nothing is booked or kept by one', async () => {
    const [admin, team] = [await clinic.person('admin'), await clinic.enrol()];
    const { personId } = team.patient;
    const [from, startsAt] = [dateOf(await clinic.at(2)), await clinic.at(2, 10)];
    for (const work of [
      () => choice().list(admin, personId, { from, days: 1 }),
      () => choice().hold(admin, personId, startsAt),
      () => bookings().book(admin, personId, startsAt),
    ])
      expect(await codeOf(work())).toBe('care.not-found');
    const { sessionId } = await book(team, startsAt);
    const { times } = await clinic.get(CourseMovesService).listFreeTimes(admin, sessionId, from, 1);
    expect(times.length).toBeGreaterThan(1);
    expect(times.map((time) => time.startsAt)).not.toContain(startsAt.toISOString()); // where it is nothing is moved
  });

  it('are none where somebody has no hours, and say so', async () => {
    const therapist = await clinic.person('therapist');
    expect(await list(await clinic.enrol({ therapist }))).toMatchObject({ times: [], reason: 'no-common-time' });
  });

  it('are none in the past, nor within the hour', async () => {
    const team = await clinic.enrol();
    expect((await list(team, 2, -3)).times).toEqual([]);
    const soonest = (await list(team, 3, 0)).times[0]!;
    expect(Date.parse(soonest.startsAt)).toBeGreaterThanOrEqual((await clinic.get(Clock).now()).getTime() + 59 * MINUTE);
  });

  it('are none without a signed dose, while the visit is due, and when all are booked', async () => {
    const [unsigned, locked, booked] = [await clinic.enrol(), await clinic.enrol(), await clinic.enrol({}, { doses: 1 })];
    const lines = ({ patient }: TeamOf) => ({ protocol: { patientId: patient.personId } });
    await withdraw(clinic.read, lines(unsigned));
    await clinic.read.doseLine.updateMany({ where: lines(locked), data: { unlockedAt: null } });
    await book(booked, await clinic.at(2, 10));
    expect(await Promise.all([unsigned, locked, booked].map(async (team) => (await list(team)).reason))).toEqual([
      'no-dose-planned',
      'integration-due',
      'all-booked',
    ]);
  });

  it('are shown to nobody outside the care of the patient', async () => {
    const [mine, other] = [await clinic.enrol(), await clinic.enrol()];
    for (const caller of [other.patient, other.therapist, mine.chaperone]) {
      const asked = choice().list(caller, mine.patient.personId, { from: dateOf(await clinic.at(2)), days: 1 });
      expect(await codeOf(asked)).toBe('care.not-found');
    }
    const asked = choice().list(mine.therapist, mine.patient.personId, { from: dateOf(await clinic.at(2)), days: 1 });
    expect((await asked).times).not.toEqual([]);
  });
});

describe('booking a dosing session', () => {
  it('books each time that is shown, with exactly the visit that was shown', async () => {
    const therapist = await clinic.person('therapist', { fromMin: 9 * 60, toMin: 14 * 60 });
    const shown = (await list(await clinic.enrol({ therapist }))).times;
    expect(shown.length).toBeGreaterThan(1);
    for (const time of shown) {
      const team = await clinic.enrol({ therapist: await clinic.person('therapist', { fromMin: 9 * 60, toMin: 14 * 60 }) });
      const { appointment, visit } = await book(team, new Date(time.startsAt));
      expect([appointment.startsAt, appointment.endsAt]).toEqual([time.startsAt, time.endsAt]);
      expect([visit.startsAt, visit.endsAt]).toEqual([time.visitStartsAt, time.visitEndsAt]);
    }
  });

  it('puts everybody into both calendars, plans the reminders and is audited, all at once', async () => {
    const team = await clinic.enrol();
    const startsAt = await clinic.at(2, 10);
    const { sessionId, appointment, visit } = await book(team, startsAt);
    expect(appointment.parties.map(({ part }) => part).sort()).toEqual(['chaperone', 'patient', 'prescriber', 'therapist']);
    expect(visit).toMatchObject({ sessionId, patientId: team.patient.personId, state: 'booked', isInTime: true, nudges: 0 });
    expect((await reminders(appointment.id)).map(({ payload, dueAt }) => [payload['kind'], dueAt])).toEqual([
      // each is decided on twelve hours before it is sent, so that quiet hours can move it forward; three days before is past
      ['t-24h', new Date(startsAt.getTime() - 36 * HOUR)],
      ['t-4h', new Date(startsAt.getTime() - 16 * HOUR)],
      ['t-2h', new Date(startsAt.getTime() - 14 * HOUR)],
      ['after', new Date(Date.parse(appointment.endsAt) - 9 * HOUR)],
      ['t-15m', new Date(startsAt.getTime() - 15 * MINUTE)],
    ]);
    const overdue = (await clinic.waiting('integration.visit-overdue')).find(({ payload }) => payload['visitId'] === visit.id);
    expect(overdue!.dueAt).toEqual(new Date(Date.parse(visit.endsAt) + 15 * MINUTE));
    const audited = await clinic.read.auditEvent.findMany({
      where: { objectId: sessionId },
      select: { action: true, actorId: true },
    });
    expect(audited).toEqual([{ action: 'book', actorId: team.patient.personId }]);
  });

  it('plans no reminder whose time has passed', async () => {
    const team = await clinic.enrol();
    const startsAt = new Date((await clinic.get(Clock).now()).getTime() + 5 * HOUR);
    const visitStartsAt = new Date(startsAt.getTime() + 24 * HOUR);
    const course = { patientId: team.patient.personId, startsAt, visitStartsAt, bookedBy: team.patient.personId };
    const { appointmentId } = await clinic.transact((tx) => clinic.get(CourseBooking).place(tx, course));
    expect((await reminders(appointmentId)).map(({ payload }) => payload['kind'])).toEqual(['t-4h', 't-2h', 'after', 't-15m']);
  });

  it('takes only times that were shown', async () => {
    const team = await clinic.enrol();
    const [nine, five, odd] = [
      await clinic.at(2, 9),
      await clinic.at(2, 17),
      new Date((await clinic.at(2, 10)).getTime() + MINUTE),
    ];
    for (const startsAt of [nine, five, odd, await clinic.at(-1, 10)]) {
      expect(await codeOf(book(team, startsAt))).toBe('scheduling.not-a-free-time');
    }
  });

  it('books nothing when the visit has no time', async () => {
    const team = await clinic.enrol();
    const { personId } = team.therapist;
    const blocker = {
      kind: 'integration',
      patientId: (await clinic.person('patient')).personId,
      patientZone: 'UTC',
      startsAt: await clinic.at(3, 0),
      lengthMin: 1440,
      parties: [{ personId, part: 'therapist', fromMin: 0, toMin: 1440, time: 'whole' }],
      bookedBy: personId,
    } as const;
    await clinic.transact((tx) => clinic.get(SchedulingService).book(tx, blocker));
    expect(await codeOf(book(team, await clinic.at(2, 10)))).toBe('integration.no-visit-time');
    expect(await clinic.read.appointment.count({ where: { patientId: team.patient.personId } })).toBe(0);
    expect((await list(team)).reason).toBe('no-common-time');
  });

  it('rolls the dosing appointment back when the visit is taken in between', async () => {
    const [mine, rival] = [await clinic.enrol(), await clinic.enrol()];
    const visitStartsAt = await clinic.at(3, 9);
    const place = ({ patient }: TeamOf, startsAt: Date) =>
      clinic.transact((tx) =>
        clinic.get(CourseBooking).place(tx, { patientId: patient.personId, startsAt, visitStartsAt, bookedBy: patient.personId }),
      );
    const parties = [{ personId: mine.therapist.personId, part: 'therapist', fromMin: 0, toMin: 50, time: 'whole' }] as const;
    const common = { patientId: rival.patient.personId, patientZone: 'UTC', bookedBy: rival.patient.personId };
    await clinic.transact((tx) =>
      clinic.get(SchedulingService).book(tx, { kind: 'integration', startsAt: visitStartsAt, lengthMin: 50, parties, ...common }),
    );
    expect(await codeOf(place(mine, await clinic.at(2, 10)))).toBe('scheduling.slot-taken');
    const { personId: patientId } = mine.patient;
    expect(await clinic.read.appointment.count({ where: { patientId } })).toBe(0);
    expect(await clinic.read.dosingSession.count({ where: { patientId } })).toBe(0);
  });

  it('keeps the days between doses that the protocol asks for', async () => {
    const team = await clinic.enrol();
    const takenAt = await clinic.at(-3, 10);
    const where = { protocol: { patientId: team.patient.personId } };
    await clinic.transact(async (tx) => {
      for (const state of ['released', 'taken'] as const) {
        await tx.doseLine.updateMany({
          where: { ...where, number: 1 },
          data: { state, ...(state === 'taken' ? { takenAt } : {}) },
        });
      }
      await tx.doseLine.updateMany({ where: { ...where, number: 2 }, data: { unlockedAt: takenAt } });
    });
    expect((await list(team, 4, 0)).times).toEqual([]);
    expect(Date.parse((await list(team, 8, 0)).times[0]!.startsAt)).toBe((await clinic.at(4, 10)).getTime());
    expect(await codeOf(book(team, await clinic.at(3, 10)))).toBe('scheduling.not-a-free-time');
  });

  const race = async (callers: readonly Caller[], patients: readonly Caller[], startsAt: Date) => {
    const tries = callers.map((caller, i) => codeOf(bookings().book(caller, patients[i]!.personId, startsAt)));
    const counts = new Map<string, number>();
    for (const code of await Promise.all(tries)) counts.set(code, (counts.get(code) ?? 0) + 1);
    return Object.fromEntries(counts);
  };

  it('has one winner of a hundred patients for one time of one therapist', async () => {
    const { therapist, prescriber } = await clinic.enrol();
    const rivals: TeamOf[] = [];
    for (let i = 0; i < 100; i++) rivals.push(await clinic.enrol({ therapist, prescriber }));
    const patients = rivals.map(({ patient }) => patient);
    expect(await race(patients, patients, await clinic.at(2, 10))).toEqual({ none: 1, 'scheduling.slot-taken': 99 });
    expect(await clinic.read.appointmentParty.count({ where: { personId: therapist.personId } })).toBe(2); // session and visit
  }, 60_000);

  it('has one winner when one patient taps a hundred times', async () => {
    const { patient } = await clinic.enrol();
    const taps = Array.from({ length: 100 }, () => patient);
    expect(await race(taps, taps, await clinic.at(2, 10))).toEqual({ none: 1, 'scheduling.slot-taken': 99 });
  }, 60_000);
});

describe('cancelling a dosing session', () => {
  const cancel = (caller: Caller, sessionId: string) =>
    clinic.get(CancellationService).cancel(caller, sessionId, 'patient-request');

  it('takes the visit and all reminders with it, and gives everybody their time back', async () => {
    const team = await clinic.enrol();
    const startsAt = await clinic.at(2, 10);
    const { sessionId, appointment, visit } = await book(team, startsAt);
    await cancel(team.patient, sessionId);
    const rows = await clinic.read.integrationVisit.findMany({
      where: { id: visit.id },
      select: { state: true, appointment: { select: { state: true } } },
    });
    expect(rows).toEqual([{ state: 'cancelled', appointment: { state: 'cancelled_patient' } }]);
    expect(await reminders(appointment.id)).toEqual([]);
    const overdue = await clinic.waiting('integration.visit-overdue');
    expect(overdue.filter(({ payload }) => payload['visitId'] === visit.id)).toEqual([]);
    const again = await book(team, startsAt);
    expect(again.sessionId).not.toBe(sessionId);
  });

  it('happens once, and only for people in the care of the patient', async () => {
    const [team, other] = [await clinic.enrol(), await clinic.enrol()];
    const { sessionId } = await book(team, await clinic.at(2, 10));
    expect(await codeOf(cancel(other.patient, sessionId))).toBe('sessions.not-found');
    const both = await Promise.all([codeOf(cancel(team.patient, sessionId)), codeOf(cancel(team.therapist, sessionId))]);
    expect(both.sort()).toEqual(['none', 'sessions.session-over']);
  });
});

describe('a prescriber', () => {
  it('watches as many sessions at once as the clinic allows, and no more are shown', async () => {
    const prescriber = await clinic.person('prescriber', { fromMin: 0, toMin: 1440 });
    const { maxConcurrentSessions } = await clinic.get(CareService).settings(clinic.read);
    for (let i = 0; i < maxConcurrentSessions; i++) {
      await book(await clinic.enrol({ prescriber }), new Date((await clinic.at(2, 10)).getTime() + i * 30 * MINUTE));
    }
    const shown = (await list(await clinic.enrol({ prescriber }))).times.map(hourOf);
    expect(shown.filter((hour) => hour > 8.5 && hour < 13)).toEqual([]);
    expect(shown).toContain(13);
  });
});
