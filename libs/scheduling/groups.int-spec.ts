import { randomUUID } from 'node:crypto';
import type { GroupSession } from '#contracts';
import type { Caller } from '#identity';
import { AtRiskService, ClosuresService, DisplacedService } from '#integration';
import { Problem } from '#kernel';
import { Database, sqlState, violatedConstraint } from '#platform';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { AppointmentViews } from './appointment-bookings.service.js';
import { AppointmentEndings } from './appointment-endings.service.js';
import { AppointmentMoves } from './appointment-moves.service.js';
import { GroupPlaces } from './group-places.service.js';
import { GroupSessions } from './group-sessions.service.js';

const DAY = { fromMin: 9 * 60, toMin: 18 * 60 };
let clinic: SmallClinic;
let admin: Caller;
/** Whose groups these are: two who lead, so that there are four places. */
let leaders: readonly [Caller, Caller];
let days = 2;

beforeAll(async () => {
  clinic = await SmallClinic.open();
  admin = await clinic.person('admin');
});
beforeEach(async () => {
  leaders = [await clinic.person('therapist', DAY), await clinic.person('prescriber', DAY)];
  days += 1; // each at a day of its own
});
afterAll(() => clinic.close());

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : Promise.reject(error)),
  );
const groups = () => clinic.get(GroupSessions);
const places = () => clinic.get(GroupPlaces);
const make = async (hour = 10): Promise<GroupSession> =>
  groups().create(
    admin,
    leaders.map(({ personId }) => personId),
    await clinic.at(days, hour),
  );
const someone = async (): Promise<Caller> => (await clinic.enrol()).patient;
const take = (caller: Caller, { id }: GroupSession, patientId = caller.personId) => places().take(caller, id, patientId);
const seenBy = async (caller: Caller, { id }: GroupSession) => (await places().list(caller)).find((one) => one.id === id);
const takenOf = async ({ id }: GroupSession) =>
  (await clinic.read.groupSession.findUniqueOrThrow({ where: { appointmentId: id }, select: { taken: true } })).taken;
const sick = (caller: Caller, on: number) =>
  clinic.at(on).then((from) => {
    const away = {
      kind: 'unplanned',
      startsAt: from.toISOString(),
      endsAt: new Date(from.getTime() + 86_400_000).toISOString(),
    } as const;
    return clinic.get(ClosuresService).close(caller, caller.personId, away);
  });

describe('a group session', () => {
  it('is made at a time that is shown of all who lead it, with places for each of them', async () => {
    const asked = { from: (await clinic.at(days, 12)).toISOString().slice(0, 10), days: 1 };
    const ids = leaders.map(({ personId }) => personId);
    const { times, lengthMin } = await groups().listTimes(ids, asked);
    expect([lengthMin, times[0]!.startsAt]).toEqual([90, (await clinic.at(days, 9)).toISOString()]);
    const group = await make();
    expect(group).toMatchObject({ placesLeft: 4, taken: 0, isLed: true, places: [] });
    expect((await groups().listTimes(ids, asked)).times.map(({ startsAt }) => startsAt)).not.toContain(group.startsAt);
    expect(await codeOf(make())).toBe('scheduling.slot-taken');
    expect(await codeOf(make(4))).toBe('scheduling.not-a-free-time');
  });

  it('is led by who treats patients here, by one of the part that its kind asks for, and made by themselves or an admin', async () => {
    const [therapist, prescriber] = leaders;
    const at = await clinic.at(days, 10);
    const patient = await someone();
    expect(await codeOf(groups().create(admin, [prescriber.personId], at))).toBe('scheduling.group-needs');
    for (const id of [patient.personId, randomUUID()])
      expect(await codeOf(groups().create(admin, [therapist.personId, id], at))).toBe('care.not-found');
    expect(await codeOf(groups().create(prescriber, [therapist.personId], at))).toBe('scheduling.lead-it-yourself');
    expect(await codeOf(groups().create(therapist, [therapist.personId], at))).toBe('done');
  });

  it('has each place once: of twenty who want the last one, one has it', async () => {
    const group = await make();
    for (let i = 0; i < 3; i++) await take(await someone(), group);
    const rivals = await Promise.all(Array.from({ length: 20 }, someone));
    const codes = await Promise.all(rivals.map((rival) => codeOf(take(rival, group))));
    expect(codes.filter((code) => code === 'done')).toHaveLength(1);
    expect(codes.filter((code) => code === 'scheduling.group-full')).toHaveLength(19);
    expect(await takenOf(group)).toBe(4);
    expect(await seenBy(rivals[codes.indexOf('scheduling.group-full')]!, group)).toBeUndefined();
  }, 60_000);

  it('has no more places than the database lets anybody take, whoever asks, and none at another time', async () => {
    const [lone] = leaders;
    const group = await groups().create(lone, [lone.personId], await clinic.at(days, 10));
    const put = async (state: string, at = group.startsAt) =>
      clinic.get(Database).sql`
        INSERT INTO appointment (id, kind, patient_id, group_id, starts_at, ends_at, patient_zone, booked_by, state)
        VALUES (gen_random_uuid(), 'group', ${(await someone()).personId}::uuid, ${group.id}::uuid, ${at}::timestamptz, ${group.endsAt}::timestamptz, 'UTC',
                ${lone.personId}::uuid, ${state}::appointment_state)`;
    await put('booked');
    await put('booked');
    const third = await put('booked').catch((error: unknown) => error);
    expect([sqlState(third), violatedConstraint(third)]).toEqual(['23514', 'group_session_has_room']);
    expect(sqlState(await put('booked', (await clinic.at(days, 9)).toISOString()).catch((error: unknown) => error))).toMatch(
      /HF002|23514/,
    );
    expect(await takenOf(group)).toBe(2);
  });

  it('tells a patient nothing of another: no name, and no number but few places', async () => {
    const group = await make();
    const [rosa, sam] = [await someone(), await someone()];
    const { appointmentId } = await take(rosa, group);
    const seen = await seenBy(sam, group);
    expect(seen).toMatchObject({ placesLeft: 3, taken: null, isOverRatio: false, isLed: false, places: [] });
    expect(JSON.stringify(await places().list(sam))).not.toContain(rosa.personId);
    await take(sam, group);
    expect((await seenBy(rosa, group))!.places).toEqual([
      { appointmentId, patientId: rosa.personId, patientName: 'Some patient' },
    ]);
    const [own] = await clinic.get(AppointmentViews).list(rosa);
    expect(own).toMatchObject({ id: appointmentId, kind: 'group', isCancellable: true, isMovable: false });
    expect(own!.parties.map(({ personId }) => personId).sort()).toEqual(
      [rosa, ...leaders].map(({ personId }) => personId).sort(),
    );
    expect((await seenBy(leaders[0], group))!.places).toHaveLength(2);
    const stranger = await clinic.person('therapist', DAY);
    expect((await seenBy(stranger, group))!.places).toEqual([]);
  });

  it('gives each place its own reminders and link, and gives it back when it is cancelled', async () => {
    const group = await make();
    const [rosa, sam] = [await someone(), await someone()];
    const { appointmentId } = await take(rosa, group);
    await take(sam, group);
    const reminders = async () =>
      (await clinic.waiting('scheduling.reminder-due')).filter(({ payload }) => payload['appointmentId'] === appointmentId);
    expect((await reminders()).length).toBeGreaterThan(0);
    expect(await clinic.read.appointmentLink.count({ where: { appointmentId, revokedAt: null } })).toBe(1);
    expect(await clinic.read.appointmentLink.count({ where: { appointmentId: group.id } })).toBe(0);
    expect(await codeOf(take(rosa, group))).toBe('scheduling.in-group-already');
    expect(await codeOf(clinic.get(AppointmentMoves).move(rosa, appointmentId, await clinic.at(days, 14), 'illness'))).toBe(
      'scheduling.stays-with-group',
    );
    await clinic.get(AppointmentEndings).cancel(rosa, appointmentId, 'illness');
    expect([await takenOf(group), await reminders()]).toEqual([1, []]);
    expect(await codeOf(take(rosa, group))).toBe('done');
  });

  it('is shown exactly to those who can take a place', async () => {
    const group = await make();
    const busy = await clinic.enrol();
    await make(13).then((other) => take(busy.patient, other));
    const [lone, free] = [await clinic.person('patient'), await someone()];
    await clinic.get(Database).sql`
      INSERT INTO appointment_party (appointment_id, person_id, part, lane, during)
      SELECT id, ${busy.patient.personId}::uuid, 'patient', 0, tstzrange(starts_at, ends_at) FROM appointment WHERE id = ${group.id}::uuid`;
    for (const [patient, code] of [
      [busy.patient, 'scheduling.slot-taken'],
      [lone, 'care.no-team'],
      [free, 'done'],
    ] as const) {
      expect([code, (await seenBy(patient, group)) !== undefined]).toEqual([code, code === 'done']);
      expect(await codeOf(take(patient, group))).toBe(code);
    }
  });

  it('takes patients through those who may plan for them, and nobody else', async () => {
    const group = await make();
    const [team, other]: TeamOf[] = [await clinic.enrol(), await clinic.enrol()];
    const { personId } = team!.patient;
    for (const caller of [other!.patient, other!.therapist, leaders[0]])
      expect(await codeOf(take(caller, group, personId))).toBe('care.not-found');
    expect(await codeOf(places().take(admin, randomUUID(), personId))).toBe('scheduling.not-found');
    expect(await codeOf(take(team!.therapist, group, personId))).toBe('done');
    expect(await codeOf(take(admin, group, other!.patient.personId))).toBe('done');
  });

  it('moves with all of its places or not at all, and is called off with all of them', async () => {
    const group = await make();
    const [rosa, sam] = [await someone(), await someone()];
    await take(rosa, group);
    const { appointmentId } = await take(sam, group);
    const to = await clinic.at(days, 14);
    const within = { from: to.getTime(), to: to.getTime() + 1 };
    expect((await groups().answers(admin, group.id, within)).answers).toEqual([{ startsAt: to.toISOString(), whyNot: [] }]);
    const later = await groups().create(leaders[0], [leaders[0].personId], await clinic.at(days, 16));
    expect(
      (await groups().answers(admin, group.id, { from: (await clinic.at(days, 16)).getTime(), to: within.from + 8e6 }))
        .answers[0]!.whyNot,
    ).toEqual([{ code: 'taken', who: 'Some therapist' }]);
    expect(await codeOf(groups().move(admin, group.id, new Date(later.startsAt)))).toBe('scheduling.slot-taken');
    expect(await codeOf(groups().move(rosa, group.id, to))).toBe('scheduling.not-found');
    expect(await groups().move(leaders[1], group.id, to)).toMatchObject({ startsAt: to.toISOString(), taken: 2 });
    const own = await clinic.read.appointment.findUniqueOrThrow({
      where: { id: appointmentId },
      select: { startsAt: true, version: true },
    });
    expect(own).toEqual({ startsAt: to, version: 2 });
    await groups().cancel(leaders[0], group.id);
    const states = await clinic.read.appointment.findMany({
      where: { OR: [{ id: group.id }, { groupId: group.id }] },
      select: { state: true },
    });
    expect(states.map(({ state }) => state)).toEqual(['cancelled_clinic', 'cancelled_clinic', 'cancelled_clinic']);
    expect(await codeOf(groups().cancel(admin, group.id))).toBe('scheduling.not-booked');
    expect(await clinic.read.appointmentChange.count({ where: { appointment: { groupId: group.id }, reason: 'clinic' } })).toBe(
      4,
    );
  });

  it('is at risk when one who leads it is not there, offers no place meanwhile, and is on the list of what has to be moved', async () => {
    const group = await make();
    const patients = await Promise.all([1, 2, 3].map(someone));
    for (const patient of patients) await take(patient, group);
    await sick(leaders[1], days);
    const late = await someone();
    expect([await seenBy(late, group), await codeOf(take(late, group))]).toEqual([undefined, 'scheduling.group-full']);
    expect(await seenBy(admin, group)).toMatchObject({ isOverRatio: true, placesLeft: 0, taken: 3 });
    const { appointments } = await clinic.get(AtRiskService).list(admin, 31);
    const risks = appointments.find(({ appointmentId }) => appointmentId === group.id)!;
    expect([risks.patientName, risks.risks.map(({ code }) => code)]).toEqual(['Group session', ['away', 'over-ratio']]);
    const displaced = (await clinic.get(DisplacedService).list(admin, 62)).appointments.find(
      ({ appointmentId }) => appointmentId === group.id,
    );
    expect(displaced).toMatchObject({ standing: 'movable', movedAs: { as: 'group', id: group.id }, patientId: null });
  });

  it('never waits in a circle, whatever its people do at once', async () => {
    const group = await make();
    const patients = await Promise.all([1, 2, 3, 4].map(someone));
    const taken = await Promise.all(patients.map((patient) => take(patient, group)));
    const all = [
      groups().move(admin, group.id, await clinic.at(days, 14)),
      groups().cancel(leaders[0], group.id),
      ...taken.map(({ appointmentId }, i) => clinic.get(AppointmentEndings).cancel(patients[i]!, appointmentId, 'illness')),
      ...patients.map((patient) => take(patient, group)),
    ];
    const codes = await Promise.all(all.map(codeOf));
    expect(codes.every((code) => code === 'done' || code.startsWith('scheduling.'))).toBe(true);
    const [{ booked, places: count }] = (await clinic.get(Database).sql`
      SELECT count(*) FILTER (WHERE state = 'booked')::int AS booked, (SELECT taken::int FROM group_session WHERE appointment_id = ${group.id}::uuid) AS places
      FROM appointment WHERE group_id = ${group.id}::uuid`) as [{ booked: number; places: number }];
    expect([booked, count]).toEqual([0, 0]);
  });
});
