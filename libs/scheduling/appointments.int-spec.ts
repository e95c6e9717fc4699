import { randomUUID } from 'node:crypto';
import type { AppointmentKind, SingleKind } from '#contracts';
import type { Caller } from '#identity';
import { DosingBookingsService } from '#integration';
import { MINUTE, Problem } from '#kernel';
import { Database } from '#platform';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { AppointmentBookings, AppointmentViews } from './appointment-bookings.service.js';
import { AppointmentEndings } from './appointment-endings.service.js';
import { AppointmentMoves, AppointmentRoom } from './appointment-moves.service.js';
import { AppointmentTypesService } from './appointment-types.service.js';
import { BUILT_IN } from './domain/appointment-types.js';

const DAY = { fromMin: 9 * 60, toMin: 18 * 60 };
let clinic: SmallClinic;
let team: TeamOf;
let admin: Caller;

beforeAll(async () => {
  clinic = await SmallClinic.open();
  admin = await clinic.person('admin');
});
beforeEach(async () => {
  team = await clinic.enrol();
});
afterAll(() => clinic.close());

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : Promise.reject(error)),
  );
const date = async (days: number) => (await clinic.at(days, 12)).toISOString().slice(0, 10);
const bookings = () => clinic.get(AppointmentBookings);
const endings = () => clinic.get(AppointmentEndings);
const listed = async (caller: Caller, kind: SingleKind, days = 1, patientId = caller.personId) =>
  bookings().listTimes(caller, patientId, kind, { from: await date(days), days: 1 });
const startsOf = async (...asked: Parameters<typeof listed>) => (await listed(...asked)).times.map(({ startsAt }) => startsAt);
const book = (caller: Caller, kind: SingleKind, startsAt: Date | string, patientId = caller.personId) =>
  bookings().book(caller, { patientId, kind, startsAt: new Date(startsAt) });
const listedIds = async (caller: Caller) => (await clinic.get(AppointmentViews).list(caller)).map(({ id }) => id);
const rowOf = (id: string) =>
  clinic.read.appointment.findUniqueOrThrow({ where: { id }, select: { state: true, startsAt: true, version: true } });
const remindersOf = async (id: string) =>
  (await clinic.waiting('scheduling.reminder-due'))
    .filter(({ payload }) => payload['appointmentId'] === id)
    .map(({ payload }) => payload['kind']);
const changeKind = async (kind: AppointmentKind, change: object) => {
  const { version, kind: _, ...type } = await clinic.get(AppointmentTypesService).find(clinic.read, kind);
  await clinic.get(AppointmentTypesService).change(admin, kind, { ...type, ...change, basedOn: version });
};
const everyHalfHour = async (days: number) =>
  Promise.all(Array.from({ length: 48 }, async (_, i) => (await clinic.at(days, i / 2)).toISOString()));

describe('the free times of a kind of appointment', () => {
  it('are those of the patient’s own clinician, and all that is shown can be booked, and nothing else', async () => {
    const shown = await startsOf(team.patient, 'preparation');
    expect(shown.slice(0, 2)).toEqual([(await clinic.at(1, 9)).toISOString(), (await clinic.at(1, 9.5)).toISOString()]);
    const seen = { shown: 0, hidden: 0 };
    for (const startsAt of await everyHalfHour(1)) {
      const { patient } = await clinic.enrol({ therapist: team.therapist });
      const isShown = (await startsOf(patient, 'preparation')).includes(startsAt);
      const code = await codeOf(book(patient, 'preparation', startsAt));
      expect([startsAt, code === 'done']).toEqual([startsAt, isShown]);
      if (!isShown) expect(code).toMatch(/^scheduling\.(slot-taken|not-a-free-time)$/);
      seen[isShown ? 'shown' : 'hidden'] += 1;
    }
    expect(seen).toEqual({ shown: 9, hidden: 39 });
    expect(await startsOf(team.patient, 'preparation')).toEqual([]);
  });

  it('are those of anybody who takes the kind where the patient has nobody of their own, and the one with less to do gets it', async () => {
    const lone = await clinic.person('patient');
    const [early, late] = [
      await clinic.person('prescriber', { fromMin: 19 * 60, toMin: 19 * 60 + 60 }),
      await clinic.person('physician', { fromMin: 19 * 60, toMin: 20 * 60 }),
    ];
    const at = (await clinic.at(1, 19)).toISOString();
    expect(await startsOf(lone, 'screening')).toContain(at);
    const first = await book(lone, 'screening', at);
    const other = await clinic.person('patient');
    expect(await startsOf(other, 'screening')).toContain(at);
    const second = await book(other, 'screening', at);
    const staffOf = ({ parties }: typeof first) => parties.find(({ part }) => part === 'prescriber')!.personId;
    expect([staffOf(first), staffOf(second)].sort()).toEqual([early.personId, late.personId].sort());
    const third = await clinic.person('patient');
    expect(await startsOf(third, 'screening')).not.toContain(at);
    expect(await codeOf(book(third, 'screening', at))).toBe('scheduling.slot-taken');
    for (const personId of [early.personId, late.personId]) await clinic.read.workingHours.deleteMany({ where: { personId } });
  });

  it('keep the pauses, the notice and the hours of everybody, whatever the day', async () => {
    await changeKind('preparation', { pauseBeforeMin: 20 });
    const [at] = await startsOf(team.patient, 'preparation', 2);
    await book(team.patient, 'preparation', at!);
    const rival = await clinic.enrol({ therapist: team.therapist });
    const next = new Date(Date.parse(at!) + 60 * MINUTE).toISOString();
    expect((await startsOf(rival.patient, 'preparation', 2))[0]).toBe(new Date(Date.parse(at!) + 90 * MINUTE).toISOString());
    expect(await codeOf(book(rival.patient, 'preparation', next))).toBe('scheduling.slot-taken');
    expect(await codeOf(book(rival.patient, 'preparation', await clinic.at(2, 7)))).toBe('scheduling.not-a-free-time');
    await changeKind('preparation', { pauseBeforeMin: 0 });
  });

  it('keep the pause that what is booked asks for itself, whatever kind comes next', async () => {
    await changeKind('dosing', { pauseAfterMin: 60 });
    await clinic.get(DosingBookingsService).book(team.patient, team.patient.personId, await clinic.at(2, 10)); // until 13
    const after = (await clinic.at(2, 13)).toISOString();
    const shown = (await startsOf(team.patient, 'follow_up', 2)).filter((at) => at >= after);
    expect(shown[0]).toBe((await clinic.at(2, 14)).toISOString());
    expect(await codeOf(book(team.patient, 'follow_up', await clinic.at(2, 13.5)))).toBe('scheduling.slot-taken');
    await changeKind('dosing', { pauseAfterMin: 0 });
    expect(await codeOf(book(team.patient, 'follow_up', await clinic.at(2, 13.5)))).toBe('done');
  });

  it('are none for a patient where only the clinic books, or who has one already, and say so', async () => {
    expect(await listed(team.patient, 'in_clinic')).toMatchObject({ times: [], reason: 'booked-by-clinic' });
    expect(await codeOf(book(team.patient, 'in_clinic', await clinic.at(1, 10)))).toBe('scheduling.booked-by-clinic');
    const { patient, prescriber } = team;
    const [at] = await startsOf(prescriber, 'in_clinic', 1, patient.personId);
    await book(prescriber, 'in_clinic', at!, patient.personId);
    await book(patient, 'follow_up', await clinic.at(2, 10));
    expect(await listed(patient, 'follow_up', 3)).toMatchObject({ times: [], reason: 'already-booked' });
    expect(await codeOf(book(patient, 'follow_up', await clinic.at(3, 10)))).toBe('scheduling.already-booked');
    expect(await codeOf(book(prescriber, 'follow_up', await clinic.at(3, 10), patient.personId))).toBe('done');
  });

  it('are for the patient, those who care for them and admins, and for nobody else', async () => {
    const [other, stranger] = [await clinic.enrol(), await clinic.person('prescriber', DAY)];
    for (const caller of [other.patient, other.therapist, stranger]) {
      expect(await codeOf(listed(caller, 'preparation', 1, team.patient.personId))).toBe('care.not-found');
      expect(await codeOf(book(caller, 'preparation', await clinic.at(1, 10), team.patient.personId))).toBe('care.not-found');
    }
    for (const id of [randomUUID(), team.therapist.personId, team.chaperone.personId])
      expect(await codeOf(book(admin, 'preparation', await clinic.at(1, 10), id))).toBe('care.not-found');
    expect(await codeOf(book(admin, 'preparation', await clinic.at(1, 10), team.patient.personId))).toBe('done');
  });
});

describe('an appointment that is booked', () => {
  it('has the reminders of its kind, a link and a place in the feeds, and is on the list of those whom it concerns', async () => {
    const { id, parties, isMovable } = await book(team.patient, 'preparation', await clinic.at(3, 10));
    expect(parties.map(({ part }) => part).sort()).toEqual(['patient', 'therapist']);
    expect(isMovable).toBe(true);
    expect((await remindersOf(id)).sort()).toEqual(['t-15m', 't-24h', 't-2h']);
    expect(await clinic.read.appointmentLink.count({ where: { appointmentId: id, revokedAt: null } })).toBe(1);
    expect((await clinic.waiting('scheduling.appointment-booked')).some(({ payload }) => payload['appointmentId'] === id)).toBe(
      true,
    );
    const other = await clinic.enrol();
    expect(await Promise.all([team.patient, team.therapist, admin].map(listedIds))).toEqual([
      [id],
      [id],
      expect.arrayContaining([id]),
    ]);
    expect(await Promise.all([other.patient, other.therapist].map(listedIds))).toEqual([[], []]);
  });

  it('is seen and changed by whoever has a part in it, also without caring for the patient', async () => {
    const lone = await clinic.person('patient');
    const nurse = await clinic.person('prescriber', { fromMin: 20 * 60, toMin: 21 * 60 });
    await clinic.read.workingHours.createMany({
      data: [1, 2, 3, 4, 5, 6, 7].map((isoWeekday) => ({
        id: randomUUID(),
        personId: lone.personId,
        isoWeekday,
        fromMin: 1200,
        toMin: 1260,
      })),
    });
    const { id } = await book(lone, 'screening', await clinic.at(1, 20));
    expect(await listedIds(nurse)).toEqual([id]);
    expect((await endings().terms(nurse, id)).isLate).toBe(false);
    await endings().cancel(nurse, id, 'clinic');
    expect((await rowOf(id)).state).toBe('cancelled_clinic');
    expect(await remindersOf(id)).toEqual([]);
  });

  it('moves to any time that is shown, with the same people, and tells what speaks against every other', async () => {
    const { patient, therapist } = team;
    const { id, startsAt } = await book(patient, 'preparation', await clinic.at(2, 10));
    const room = clinic.get(AppointmentRoom);
    const sameDay = await room.listTimes(patient, id, { from: await date(2), days: 1 });
    expect(sameDay.times.map((time) => time.startsAt)).not.toContain(startsAt); // where it is nothing is moved
    expect(sameDay.times.length).toBeGreaterThan(0);
    const { times } = await room.listTimes(patient, id, { from: await date(3), days: 1 });
    const within = { from: (await clinic.at(3)).getTime(), to: (await clinic.at(4)).getTime() };
    const { answers } = await room.answers(therapist, id, within);
    const free = answers.filter(({ whyNot }) => whyNot.length === 0).map((answer) => answer.startsAt);
    expect(free).toEqual(times.map((time) => time.startsAt));
    expect(answers.find((answer) => answer.startsAt === new Date(within.from).toISOString())!.whyNot).toEqual(
      expect.arrayContaining([{ code: 'off-hours', who: 'Some therapist' }]),
    );
    const moved = await clinic.get(AppointmentMoves).move(patient, id, new Date(free.at(-1)!), 'patient-request');
    expect(moved.startsAt).toBe(free.at(-1));
    expect(await rowOf(id)).toMatchObject({ version: 2, state: 'booked' });
    const changes = await clinic.read.appointmentChange.findMany({ where: { appointmentId: id } });
    expect(changes.map(({ kind, fromAt }) => [kind, fromAt.toISOString()])).toEqual([['moved', startsAt]]);
    expect(await codeOf(clinic.get(AppointmentMoves).move(patient, id, await clinic.at(3, 4), 'patient-request'))).toBe(
      'scheduling.not-a-free-time',
    );
    expect(await codeOf(clinic.get(AppointmentMoves).move(patient, id, new Date(free[0]!), 'clinic'))).toBe(
      'scheduling.not-your-reason',
    );
  });

  it('costs what the clinic’s rule says when it is cancelled late, and is told apart', async () => {
    await clinic.read.clinicSettings.updateMany({ data: { lateFeeCents: 5000, changeCutoffHours: 48 } });
    const { id } = await book(team.patient, 'preparation', await clinic.at(1, 10));
    expect((await endings().terms(team.patient, id)).costs).toContainEqual({
      ...{ reason: 'patient-request', feeCents: 5000, feeState: 'pending' },
    });
    await endings().cancel(team.patient, id, 'patient-request');
    expect((await rowOf(id)).state).toBe('cancelled_late');
    expect(await codeOf(endings().cancel(team.patient, id, 'illness'))).toBe('scheduling.not-booked');
    await clinic.read.clinicSettings.updateMany({ data: { lateFeeCents: 0, changeCutoffHours: 24 } });
  });

  it('is not there for anybody whom it does not concern, and dosing sessions are not changed here', async () => {
    const other = await clinic.enrol();
    const { id } = await book(team.patient, 'preparation', await clinic.at(2, 10));
    for (const caller of [other.patient, other.therapist, other.prescriber]) {
      expect(await codeOf(endings().cancel(caller, id, 'illness'))).toBe('scheduling.not-found');
      expect(await codeOf(clinic.get(AppointmentMoves).move(caller, id, await clinic.at(3, 10), 'illness'))).toBe(
        'scheduling.not-found',
      );
    }
    const locked: Caller = { ...team.therapist, sessionScope: randomUUID() };
    expect(await codeOf(endings().terms(locked, id))).toBe('scheduling.not-found');
    expect(await codeOf(endings().cancel(team.patient, randomUUID(), 'illness'))).toBe('scheduling.not-found');
  });

  it('is had by one of two who want it, and moved by two one after the other', async () => {
    const rival = await clinic.enrol({ therapist: team.therapist });
    const at = await clinic.at(4, 11);
    const both = await Promise.all([team, rival].map(({ patient }) => codeOf(book(patient, 'preparation', at))));
    expect(both.sort()).toEqual(['done', 'scheduling.slot-taken']);
    const twice = await Promise.all(
      [12, 13].map(async (hour) => codeOf(book(admin, 'follow_up', await clinic.at(4, hour), team.patient.personId))),
    );
    expect(twice).toEqual(['done', 'done']);
    const twiceOwn = await Promise.all(
      [14, 15].map(async (hour) => codeOf(book(rival.patient, 'follow_up', await clinic.at(4, hour)))),
    );
    expect(twiceOwn.sort()).toEqual(['done', 'scheduling.already-booked']);
    const { rows } = {
      rows: await clinic.get(Database).sql`
      SELECT a.person_id FROM appointment_party a JOIN appointment_party b
      ON a.person_id = b.person_id AND a.lane = b.lane AND a.during && b.during AND a.appointment_id < b.appointment_id`,
    };
    expect(rows).toEqual([]);
  });

  it('took place, or somebody did not come, and staff says so when it can be said', async () => {
    const { patient, therapist } = team;
    const [held, missed] = [
      await book(patient, 'preparation', await clinic.at(1, 10)),
      await book(therapist, 'preparation', await clinic.at(1, 12), patient.personId),
    ];
    expect(await codeOf(endings().record(therapist, held.id, 'completed'))).toBe('scheduling.not-yet');
    await clinic.moveTo(await clinic.at(1, 10));
    expect(await codeOf(endings().cancel(patient, held.id, 'illness'))).toBe('scheduling.begun');
    await endings().record(therapist, held.id, 'completed');
    expect((await rowOf(held.id)).state).toBe('completed');
    await clinic.moveTo(await clinic.at(0, 12.25));
    expect(await codeOf(endings().record(therapist, missed.id, 'no_show_patient'))).toBe('scheduling.too-early');
    await clinic.moveTo(await clinic.at(0, 12.5));
    await endings().record(therapist, missed.id, 'no_show_patient');
    expect((await rowOf(missed.id)).state).toBe('no_show_patient');
    expect(await codeOf(endings().record(therapist, missed.id, 'completed'))).toBe('scheduling.not-booked');
    await clinic.get(Database).sql`DELETE FROM clock_offset`;
  });
});

describe('a kind of appointment', () => {
  it('is booked by patients where the clinic lets them', async () => {
    expect(BUILT_IN.in_clinic.patientsBook).toBe(false);
    await changeKind('in_clinic', { patientsBook: true });
    expect((await listed(team.patient, 'in_clinic')).times.length).toBeGreaterThan(0);
    await changeKind('in_clinic', { patientsBook: false });
    expect((await listed(team.patient, 'in_clinic')).times).toEqual([]);
    expect(await codeOf(changeKind('dosing', { patientsBook: false }))).toBe('scheduling.type-is-clinical');
  });
});
