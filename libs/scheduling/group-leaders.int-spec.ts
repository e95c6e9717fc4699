import type { GroupSession } from '#contracts';
import { LocationsService } from '#credentials';
import type { Caller } from '#identity';
import { Problem } from '#kernel';
import { Database, sqlState, violatedConstraint } from '#platform';
import { SmallClinic } from '../../test/support/small-clinic.js';
import { GroupLeaders } from './group-leaders.service.js';
import { GroupPlaces } from './group-places.service.js';
import { GroupSessions } from './group-sessions.service.js';

const DAY = { fromMin: 9 * 60, toMin: 18 * 60 };
let clinic: SmallClinic;
let admin: Caller;
let days = 2;

beforeAll(async () => {
  clinic = await SmallClinic.open();
  admin = await clinic.person('admin');
});
beforeEach(() => {
  days += 1; // each at a day of its own
});
afterAll(() => clinic.close());

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : Promise.reject(error)),
  );
const idsOf = (...callers: Caller[]) => callers.map(({ personId }) => personId);
const make = async (...leaders: Caller[]): Promise<GroupSession> =>
  clinic.get(GroupSessions).create(admin, idsOf(...leaders), await clinic.at(days, 10));
const change = (caller: Caller, { id }: GroupSession, ...leaders: Caller[]) =>
  clinic.get(GroupLeaders).change(caller, id, idsOf(...leaders));
const join = async (group: GroupSession): Promise<{ patient: Caller; appointmentId: string }> => {
  const { patient } = await clinic.enrol();
  return { patient, ...(await clinic.get(GroupPlaces).take(patient, group.id, patient.personId)) };
};
/** Who may treat patients in Arizona, where those are. */
const therapist = async (hours = DAY): Promise<Caller> => {
  const caller = await clinic.person('therapist', hours);
  await clinic.transact((tx) => clinic.license.clinician(tx, caller));
  return caller;
};
const leadersOf = ({ leaders }: GroupSession) => leaders.map(({ personId }) => personId).sort();
const versionOf = async (id: string) =>
  (await clinic.read.appointment.findUniqueOrThrow({ where: { id }, select: { version: true } })).version;

describe('those who lead a group', () => {
  it('are swapped while its time and its places stay; calendars read it anew, and those who have a place are told', async () => {
    const [first, second] = [await therapist(), await therapist()];
    const group = await make(first);
    const { appointmentId } = await join(group);
    const before = [await versionOf(group.id), await versionOf(appointmentId)];
    const changed = await change(first, group, second);
    expect([leadersOf(changed), changed.startsAt, changed.taken]).toEqual([idsOf(second), group.startsAt, 1]);
    expect([await versionOf(group.id), await versionOf(appointmentId)]).toEqual(before.map((version) => version + 1));
    const told = await clinic.waiting('scheduling.leaders-changed');
    expect(told.map(({ payload }) => payload)).toContainEqual({ appointmentId, version: before[1]! + 1 });
    expect(await codeOf(clinic.get(GroupSessions).create(admin, idsOf(first), new Date(group.startsAt)))).toBe('done'); // is free again
    expect(await codeOf(clinic.get(GroupSessions).create(admin, idsOf(second), new Date(group.startsAt)))).toBe(
      'scheduling.slot-taken',
    );
    expect(await codeOf(change(first, group, first))).toBe('scheduling.not-found'); // it is not theirs any more
  });

  it('are as many as the patients need, whoever asks', async () => {
    const [first, second] = [await therapist(), await therapist()];
    const group = await make(first, second);
    for (let i = 0; i < 3; i++) await join(group);
    expect(await codeOf(change(admin, group, second))).toBe('scheduling.too-few-leaders');
    const raw = clinic.get(Database).sql`UPDATE group_session SET staff = 1 WHERE appointment_id = ${group.id}::uuid`;
    const refused = await raw.catch((error: unknown) => error);
    expect([sqlState(refused), violatedConstraint(refused)]).toEqual(['23514', 'group_session_has_room']);
    const third = await therapist();
    expect(leadersOf(await change(admin, group, second, third))).toEqual(idsOf(second, third).sort());
    expect((await change(admin, group, first, second, third)).placesLeft).toBe(3);
  });

  it('have the time: nobody leads two at once, outside of their hours, or without treating patients here', async () => {
    const [first, busy, late, prescriber] = [
      await therapist(),
      await therapist(),
      await therapist({ fromMin: 15 * 60, toMin: 18 * 60 }),
      await clinic.person('prescriber', DAY),
    ];
    const group = await make(first);
    await make(busy);
    const { patient } = await join(group);
    for (const [who, code] of [
      [busy, 'scheduling.slot-taken'],
      [late, 'scheduling.not-a-free-time'],
      [patient, 'care.not-found'],
      [prescriber, 'scheduling.group-needs'],
    ] as const)
      expect([code, await codeOf(change(admin, group, who))]).toEqual([code, code]);
    const { clinicians } = await clinic.get(GroupLeaders).read(admin, group.id);
    const shown = (caller: Caller) => clinicians.find(({ personId }) => personId === caller.personId)!;
    expect(shown(first)).toMatchObject({ isLeading: true, whyNot: [] });
    expect([busy, late].map((who) => shown(who).whyNot.map(({ code }) => code))).toEqual([['taken'], ['off-hours']]);
    const stranger = await therapist();
    expect(await codeOf(clinic.get(GroupLeaders).read(stranger, group.id))).toBe('scheduling.not-found');
    expect(await codeOf(change(stranger, group, stranger))).toBe('scheduling.not-found');
  });

  it.each(['therapist', 'prescriber'] as const)(
    'may treat each patient where that one is, as far as anybody knows: a %s',
    async (role) => {
      const [first, unlicensed] = [await therapist(), await clinic.person(role, DAY)];
      const { [role]: licensed } = await clinic.enrol();
      const group = await make(first);
      const { patient } = await join(group);
      await clinic.get(LocationsService).state(patient, patient.personId, 'US-AZ');
      expect(await codeOf(change(admin, group, first, unlicensed))).toBe('scheduling.not-licensed');
      const { clinicians } = await clinic.get(GroupLeaders).read(admin, group.id);
      const whyNot = clinicians.find(({ personId }) => personId === unlicensed.personId)!.whyNot;
      expect(whyNot).toEqual([{ code: 'no-licence', who: null }]); // which patient it is for is not said
      expect(await codeOf(change(admin, group, first, licensed))).toBe('done');
    },
  );

  it('of two who swap at once, one has the time', async () => {
    const [first, other, wanted] = [await therapist(), await therapist(), await therapist()];
    const [one, two] = [await make(first), await make(other)];
    const codes = await Promise.all([codeOf(change(admin, one, wanted)), codeOf(change(admin, two, wanted))]);
    expect(codes.sort()).toEqual(['done', 'scheduling.slot-taken']);
  });
});
