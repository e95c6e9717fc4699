import { readFileSync } from 'node:fs';
import type { Caller } from '#identity';
import { DAY, HOUR, MINUTE, Problem } from '#kernel';
import { sqlState, violatedConstraint } from '#platform';
import { ProtocolsService } from '#protocols';
import { SchedulingService } from '#scheduling';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { withdraw } from '../../test/support/withdrawn.js';
import { AtRiskService } from './at-risk.service.js';
import { CancellationService } from './cancellation.service.js';
import { CourseBooking } from './course-booking.js';
import { CourseChoice } from './course-choice.service.js';
import { CourseMovesService } from './course-moves.service.js';
import { DosingBookingsService } from './dosing-bookings.service.js';

let clinic: SmallClinic;
let admin: Caller;
beforeAll(async () => {
  clinic = await SmallClinic.open();
  admin = await clinic.person('admin');
  const onCall = await clinic.person('prescriber');
  const duty = { id: crypto.randomUUID(), personId: onCall.personId, startsAt: await clinic.at(-1), endsAt: await clinic.at(90) };
  await clinic.read.onCallDuty.create({ data: duty });
});
afterAll(() => clinic.close());

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof Problem ? error.code : Promise.reject(error)),
  );
const factsOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof Problem ? error.facts : Promise.reject(error)),
  );
const book = ({ patient }: TeamOf, startsAt: Date) => clinic.get(DosingBookingsService).book(patient, patient.personId, startsAt);
const hold = ({ patient }: TeamOf, startsAt: Date) => clinic.get(CourseChoice).hold(patient, patient.personId, startsAt);
const cancel = ({ patient }: TeamOf, sessionId: string) => clinic.get(CancellationService).cancel(patient, sessionId, 'illness');
const move = ({ patient }: TeamOf, sessionId: string, startsAt: Date) =>
  clinic.get(CourseMovesService).move(patient, sessionId, startsAt, 'illness');
const list = ({ patient }: TeamOf, from: Date, days = 7) =>
  clinic
    .get(CourseChoice)
    .list(patient, patient.personId, { from: new Date(from.getTime() - 7 * HOUR).toISOString().slice(0, 10), days });
const doseOf = async (sessionId: string) =>
  clinic.read.dosingSession.findUniqueOrThrow({
    where: { id: sessionId },
    select: { doseLine: { select: { id: true, number: true } } },
  });
const gateFacts = async (sessionId: string) =>
  clinic.get(ProtocolsService).gateFacts(clinic.read, (await doseOf(sessionId)).doseLine.id);
const risksOf = async (sessionId: string) => {
  const { appointments } = await clinic.get(AtRiskService).list(admin, 92);
  return appointments.find((one) => one.sessionId === sessionId && one.kind === 'dosing')?.risks.map(({ code }) => code) ?? [];
};

describe('sessions of one patient', () => {
  it('are booked for one dose after the other, as many as are signed', async () => {
    const team = await clinic.enrol();
    const [first, second] = [await book(team, await clinic.at(2, 10)), await book(team, await clinic.at(9, 10))];
    expect([(await doseOf(first.sessionId)).doseLine.number, (await doseOf(second.sessionId)).doseLine.number]).toEqual([1, 2]);
    expect(await codeOf(book(team, await clinic.at(16, 10)))).toBe('protocols.all-booked');
    expect((await list(team, await clinic.at(16))).reason).toBe('all-booked');
    await cancel(team, first.sessionId);
    const again = await book(team, await clinic.at(2, 9.5));
    expect((await doseOf(again.sessionId)).doseLine.number).toBe(1);
  });

  it('keep the days that were signed to the one before, to the minute, whatever is shown', async () => {
    const team = await clinic.enrol();
    await book(team, await clinic.at(2, 10));
    expect(await factsOf(book(team, await clinic.at(9, 9.5)))).toEqual({ reason: 'too-near' });
    expect((await list(team, await clinic.at(2), 7)).times).toEqual([]);
    expect((await list(team, await clinic.at(9), 1)).times[0]!.startsAt).toBe((await clinic.at(9, 10)).toISOString());
    expect(await codeOf(book(team, await clinic.at(9, 10)))).toBe('none');
  });

  it('keep them to the next one, in their order, when they are moved or booked between', async () => {
    const team = await clinic.enrol({}, { doses: 3 });
    const first = await book(team, await clinic.at(2, 10));
    const second = await book(team, await clinic.at(12, 10));
    const third = await book(team, await clinic.at(20, 10));
    expect(await factsOf(move(team, first.sessionId, await clinic.at(5, 10.5)))).toEqual({ reason: 'too-near' });
    expect(await factsOf(move(team, first.sessionId, await clinic.at(30, 10)))).toEqual({ reason: 'out-of-order' });
    expect(await codeOf(move(team, first.sessionId, await clinic.at(5, 10)))).toBe('none');
    await cancel(team, second.sessionId);
    expect(await factsOf(book(team, await clinic.at(13, 10.5)))).toEqual({ reason: 'too-near' });
    expect(await factsOf(book(team, await clinic.at(28, 10)))).toEqual({ reason: 'out-of-order' });
    expect(await codeOf(book(team, await clinic.at(13, 10)))).toBe('none');
    expect(third.sessionId).toBeDefined();
  });

  it('judge what is kept for them again when it is booked', async () => {
    const team = await clinic.enrol();
    await hold(team, await clinic.at(9, 10));
    const rival = { patientId: team.patient.personId, startsAt: await clinic.at(5, 10), visitStartsAt: await clinic.at(6, 10) };
    await clinic.transact((tx) => clinic.get(CourseBooking).place(tx, { ...rival, bookedBy: team.patient.personId }));
    expect(await factsOf(book(team, await clinic.at(9, 10)))).toEqual({ reason: 'too-near' });
  });

  it('are not booked nearer by anybody who does not ask: the database refuses it', async () => {
    const team = await clinic.enrol();
    const { personId: patientId } = team.patient;
    await book(team, await clinic.at(2, 10));
    const place = async (day: number) => {
      const course = { patientId, startsAt: await clinic.at(day, 10), visitStartsAt: await clinic.at(day + 1, 10) };
      return clinic.transact((tx) => clinic.get(CourseBooking).place(tx, { ...course, bookedBy: patientId }));
    };
    expect(await codeOf(place(8))).toBe('scheduling.too-near');
    const { id: courseId } = await clinic.read.protocol.findFirstOrThrow({ where: { patientId }, select: { id: true } });
    const bare = {
      ...({ kind: 'dosing', patientId, patientZone: 'UTC', lengthMin: 180, parties: [], bookedBy: patientId } as const),
      ...{ startsAt: await clinic.at(8, 10), course: { courseId, number: 2, apartDays: 7 } },
    };
    const refused = clinic.transact((tx) => clinic.get(SchedulingService).book(tx, bare));
    expect(
      await refused.then(
        () => undefined,
        (error: unknown) => [sqlState(error), violatedConstraint(error)],
      ),
    ).toEqual(['23P01', 'appointment_apart']);
    expect((await place(9)).sessionId).toBeDefined();
  });

  it('have one hold at a time: the database refuses a second one beside it, whoever writes it', async () => {
    const team = await clinic.enrol();
    await hold(team, await clinic.at(2, 10));
    await hold(team, await clinic.at(3, 10)); // in the place of the first
    const { personId: patientId } = team.patient;
    const bare = {
      ...({ kind: 'dosing', patientId, patientZone: 'UTC', lengthMin: 180, parties: [], bookedBy: patientId } as const),
      ...{ startsAt: await clinic.at(20, 10), hold: { id: crypto.randomUUID(), until: await clinic.at(2) } },
    };
    const refused = clinic.transact((tx) => clinic.get(SchedulingService).book(tx, bare));
    expect(
      await refused.then(
        () => undefined,
        (error: unknown) => violatedConstraint(error),
      ),
    ).toBe('appointment_one_hold');
  });

  it('that were booked before there was such a law are given their course by its migration, and no distance where they have none', async () => {
    const team = await clinic.enrol();
    const { personId: patientId } = team.patient;
    await book(team, await clinic.at(2, 10));
    await book(team, await clinic.at(9, 10));
    const migration = readFileSync('prisma/migrations/20261130000500_apart/migration.sql', 'utf8');
    const backfill = migration.slice(migration.indexOf('WITH dosing AS'), migration.indexOf('-- Judged when'));
    const given = async () => {
      await clinic.read.$executeRawUnsafe(backfill);
      const where = { patientId, kind: 'dosing' } as const;
      const select = { courseNumber: true, apartDays: true } as const;
      const rows = await clinic.read.appointment.findMany({ where, select, orderBy: { startsAt: 'asc' } });
      return rows.map(({ courseNumber, apartDays }) => [courseNumber, apartDays]);
    };
    const none = { courseId: null, courseNumber: null, apartDays: null };
    await clinic.read.appointment.updateMany({ where: { patientId }, data: none });
    expect(await given()).toEqual([
      [1, 7],
      [2, 7],
    ]);
    await clinic.respace(team, 8);
    expect(await given()).toEqual([
      [1, 0],
      [2, 0],
    ]);
  });

  it('are as far apart as the longer of two protocols asks for', async () => {
    const team = await clinic.enrol();
    await book(team, await clinic.at(2, 10));
    await clinic.transact((tx) => clinic.sign(tx, team, { minDaysBetween: 10 }));
    expect(await factsOf(book(team, await clinic.at(11, 10)))).toEqual({ reason: 'too-near' });
    expect(await codeOf(book(team, await clinic.at(12, 10)))).toBe('none');
  });
});

describe('a session that was booked long before', () => {
  it('does not open its dose: that stays locked, and the database releases nothing', async () => {
    const team = await clinic.enrol();
    const [first, second] = [await book(team, await clinic.at(2, 10)), await book(team, await clinic.at(9, 10))];
    expect(await gateFacts(first.sessionId)).toMatchObject({ isDoseUnlocked: true, isDosePlanned: true });
    expect(await gateFacts(second.sessionId)).toMatchObject({ isDoseUnlocked: false, isDosePlanned: true });
    const { doseLine } = await doseOf(second.sessionId);
    const released = clinic.transact((tx) => clinic.get(ProtocolsService).release(tx, doseLine.id));
    expect(
      await released.then(
        () => undefined,
        (error: unknown) => violatedConstraint(error),
      ),
    ).toBe('dose_line_unlocked_before_release');
    expect(await risksOf(second.sessionId)).toEqual([]);
  });

  it('waits at the gate until the days since the last dose are over', async () => {
    const team = await clinic.enrol();
    const [first, second] = [await book(team, await clinic.at(2, 10)), await book(team, await clinic.at(9, 10))];
    const { doseLine } = await doseOf(first.sessionId);
    const taken = async (takenAt: Date) => {
      await clinic.read.doseLine.update({ where: { id: doseLine.id }, data: { state: 'released' } });
      await clinic.read.doseLine.update({ where: { id: doseLine.id }, data: { state: 'taken', takenAt } });
    };
    const takenAt = new Date((await clinic.at(2, 10)).getTime() + 25 * MINUTE);
    await taken(takenAt);
    expect((await gateFacts(second.sessionId)).doseNotBefore).toEqual(new Date(takenAt.getTime() + 7 * DAY));
    expect(await risksOf(second.sessionId)).toEqual([]); // it waits so long anyway
    const late = await clinic.enrol();
    const [one, two] = [await book(late, await clinic.at(2, 10)), await book(late, await clinic.at(9, 10))];
    const line = (await doseOf(one.sessionId)).doseLine.id;
    await clinic.read.doseLine.update({ where: { id: line }, data: { state: 'released' } });
    const anHourLater = new Date((await clinic.at(2, 10)).getTime() + HOUR);
    await clinic.read.doseLine.update({ where: { id: line }, data: { state: 'taken', takenAt: anHourLater } });
    expect(await risksOf(two.sessionId)).toEqual(['too-near']);
  });

  it('does not pass when its protocol was replaced, or its dose withdrawn, and is shown to people', async () => {
    const [replaced, withdrawn] = [await clinic.enrol(), await clinic.enrol()];
    const old = await book(replaced, await clinic.at(2, 10));
    await clinic.transact((tx) => clinic.sign(tx, replaced, { doses: 3 }));
    expect(await gateFacts(old.sessionId)).toMatchObject({ isProtocolSigned: true, isDosePlanned: false, isDoseUnlocked: true });
    expect(await risksOf(old.sessionId)).toEqual(['plan-changed', 'preparation-open']); // what was prepared was another course
    expect(await codeOf(move(replaced, old.sessionId, await clinic.at(3, 10)))).toBe('protocols.dose-not-planned');
    await cancel(replaced, old.sessionId);
    const anew = await book(replaced, await clinic.at(3, 10));
    expect([await risksOf(anew.sessionId), (await gateFacts(anew.sessionId)).isDosePlanned]).toEqual([
      ['preparation-open'],
      true,
    ]);

    const booked = await book(withdrawn, await clinic.at(2, 10));
    const { doseLine } = await doseOf(booked.sessionId);
    await withdraw(clinic.read, { id: doseLine.id });
    expect((await gateFacts(booked.sessionId)).isDosePlanned).toBe(false);
    expect(await risksOf(booked.sessionId)).toEqual(['plan-changed']);
  });

  it('is released by nobody before its time, nor under a protocol that does not hold: the database refuses it', async () => {
    const team = await clinic.enrol();
    const where = { protocol: { patientId: team.patient.personId } };
    const release = (number: number) =>
      clinic.read.doseLine.updateMany({ where: { ...where, number, state: 'signed' }, data: { state: 'released' } });
    const refused = (work: Promise<unknown>) => work.then(() => null, sqlState);
    expect(await refused(release(1))).toBeNull();
    const takenAt = await clinic.at(-7, 0);
    await clinic.read.doseLine.updateMany({ where: { ...where, number: 1 }, data: { state: 'taken', takenAt } });
    await clinic.read.doseLine.updateMany({ where: { ...where, number: 2 }, data: { unlockedAt: takenAt } });
    await clinic.respace(team, 9);
    expect(await refused(release(2))).toBe('HF003');
    await clinic.respace(team, 7);
    const { id } = await clinic.read.protocol.findFirstOrThrow({
      where: { patientId: team.patient.personId },
      select: { id: true },
    });
    await clinic.transact((tx) => clinic.sign(tx, team));
    const old = (state: 'released' | 'signed') =>
      clinic.read.doseLine.updateMany({ where: { protocolId: id, number: 2 }, data: { state } });
    expect(await refused(old('released'))).toBe('HF003');
    await clinic.read.protocol.updateMany({
      where: { patientId: team.patient.personId, id: { not: id } },
      data: { state: 'ended' },
    });
    expect(await refused(old('released'))).toBe('HF003'); // what was replaced does not come back
  });

  it('is shown when the distance that is asked for has grown, or a dose before it has lost its session', async () => {
    const [longer, missing] = [await clinic.enrol(), await clinic.enrol({}, { doses: 3 })];
    await book(longer, await clinic.at(2, 10));
    const second = await book(longer, await clinic.at(9, 10));
    await clinic.respace(longer, 8);
    expect(await risksOf(second.sessionId)).toEqual(['too-near']);

    await book(missing, await clinic.at(2, 10));
    const middle = await book(missing, await clinic.at(9, 10));
    const last = await book(missing, await clinic.at(20, 10));
    await cancel(missing, middle.sessionId);
    expect(await risksOf(last.sessionId)).toEqual(['out-of-order']);
    const still = await clinic.read.appointment.findUniqueOrThrow({
      where: { id: last.appointment.id },
      select: { startsAt: true },
    });
    expect(still.startsAt).toEqual(await clinic.at(20, 10)); // nothing moves by itself
    await book(missing, await clinic.at(12, 10));
    expect(await risksOf(last.sessionId)).toEqual([]);
  });
});
