import { CallRooms } from '#calls';
import type { Caller } from '#identity';
import { DAY, MINUTE } from '#kernel';
import { Database } from '#platform';
import { asOwner } from '../../test/support/owner.js';
import { ScreeningRoom } from '../../test/support/screening-room.js';

let room: ScreeningRoom;
let patient: Caller;
let tom: Caller;
let nina: Caller;
beforeAll(async () => {
  room = await ScreeningRoom.open();
});
beforeEach(async () => {
  await asOwner('DELETE FROM outbox_event; DELETE FROM clinic_alert');
  ({ patient, therapist: tom } = await room.clinic.enrol());
  nina = await room.clinic.person('prescriber');
  await room.begin(tom, patient);
});
afterAll(() => room?.close());

const refused = (code: string) => expect.objectContaining({ code });
const offer = (untilMin = 10) => room.offer(tom, patient, nina, untilMin);
const facts = async () => {
  const { ownerId, state } = await room.caseOf(patient);
  return { ownerId, state };
};
const stateOf = async (id: string) =>
  (await room.clinic.read.screeningHandOff.findUniqueOrThrow({ where: { id }, select: { state: true } })).state;
const codeOf = (outcome: PromiseSettledResult<unknown>) =>
  outcome.status === 'fulfilled' ? 'done' : (outcome.reason as { code?: string }).code;

describe('a hand-off', () => {
  it('moves ownership and care in one transaction, and the patient is told who is who', async () => {
    const id = await offer();
    expect(await facts()).toEqual({ ownerId: tom.personId, state: 'in_screening' });
    expect((await room.own(patient)).colleague).toMatchObject({ personId: nina.personId, role: 'prescriber' });
    await room.accept(nina, id);
    expect(await facts()).toEqual({ ownerId: nina.personId, state: 'handed_over' });
    expect(await room.isOfTeam(patient, nina)).toBe(true);
    expect(await room.waiting()).toEqual(expect.arrayContaining(['screening.handed-over']));
    expect(await room.own(patient)).toMatchObject({
      ...{ next: 'decision-comes', colleague: null },
      screener: { displayName: nina.displayName, role: 'prescriber' },
    });
    expect(await room.owners(patient)).toEqual([
      { ownerId: tom.personId, cause: 'opened' },
      { ownerId: nina.personId, cause: 'handed-off' },
    ]);
  });

  it('lends what it takes to answer, and takes it back from whoever says no', async () => {
    await expect(room.read(nina, patient)).rejects.toEqual(refused('care.not-found'));
    const id = await offer();
    expect((await room.read(nina, patient)).handOffs[0]).toMatchObject({
      id,
      state: 'offered',
      summary: { situation: 'Said so far.' },
    });
    expect((await room.list(nina)).offered).toMatchObject([{ patientId: patient.personId }]);
    expect((await room.read(tom, patient)).colleagues).toContainEqual(expect.objectContaining({ personId: nina.personId }));
    expect((await room.read(nina, patient)).colleagues).toEqual([]);
    await room.decline(nina, id);
    await expect(room.read(nina, patient)).rejects.toEqual(refused('care.not-found'));
    expect(await facts()).toEqual({ ownerId: tom.personId, state: 'in_screening' });
    expect((await room.read(tom, patient)).handOffs[0]).toMatchObject({ state: 'declined', declineReason: 'no-time' });
    expect(await room.waiting()).toContain('screening.hand-off-returned');
  });

  it('is over when its time is, by a row that was committed with it', async () => {
    const id = await offer(5);
    expect(await room.waiting()).toContain('screening.hand-off-due');
    await room.timeOut(id).catch(() => undefined); // before its time it is not over
    expect(await stateOf(id)).toBe('offered');
    await room.clinic.moveTo(new Date((await room.now()) + 5 * MINUTE));
    await expect(room.accept(nina, id)).rejects.toEqual(refused('screening.no-hand-off')); // what was lent is over, too
    await room.timeOut(id);
    expect([await stateOf(id), await facts()]).toEqual(['timed_out', { ownerId: tom.personId, state: 'in_screening' }]);
    await expect(room.accept(nina, id)).rejects.toEqual(refused('screening.offer-over'));
  });

  it('is for whom it is for, and of whom it is of', async () => {
    const id = await offer();
    const [paul, other] = [await room.clinic.person('prescriber'), await room.clinic.enrol()];
    for (const stranger of [paul, tom, other.prescriber]) {
      await expect(room.accept(stranger, id)).rejects.toEqual(refused('screening.no-hand-off'));
      await expect(room.decline(stranger, id)).rejects.toEqual(refused('screening.no-hand-off'));
    }
    await expect(room.withdraw(nina, id)).rejects.toEqual(refused('screening.no-hand-off'));
    await expect(room.offer(tom, patient, paul, 5)).rejects.toEqual(refused('screening.offered-already'));
    await room.withdraw(tom, id);
    await expect(room.offer(tom, patient, other.therapist, 5)).rejects.toEqual(refused('screening.not-to-them'));
    await expect(room.offer(nina, patient, paul, 5)).rejects.toEqual(refused('care.not-found'));
  });

  it('to another day keeps what is booked, with the new owner', async () => {
    const { patient: another, therapist } = await room.clinic.enrol();
    await room.open(therapist, another);
    const startsAt = await room.clinic.at(40, 10);
    await room.step(therapist, another, { step: 'book', startsAt });
    const id = await room.offer(therapist, another, nina, (2 * DAY) / MINUTE, false);
    await room.accept(nina, id);
    const found = await room.read(nina, another);
    expect(found).toMatchObject({ state: 'screening_booked', isOwn: true, call: { startsAt: startsAt.toISOString() } });
    const parties = await room.parties(found.call!.appointmentId);
    expect(parties).toEqual([another.personId, nina.personId].sort());
  });
});

describe('a hand-off in a call', () => {
  let appointmentId: string;
  const rooms = () => room.clinic.get(CallRooms);
  const notice = async () =>
    room.clinic.read.callRoom.findUniqueOrThrow({ where: { appointmentId }, select: { id: true, notice: true } });
  const leader = async () => rooms().ownerOf(room.clinic.get(Database), (await notice()).id);
  const mayCome = async () =>
    room.clinic.read.callParticipant.findFirst({
      where: { roomId: (await notice()).id, personId: nina.personId },
      select: { removedAt: true, role: true },
    });

  beforeEach(async () => {
    ({ patient, therapist: tom } = await room.clinic.enrol());
    await room.open(tom, patient);
    await room.step(tom, patient, { step: 'book', startsAt: await room.clinic.at(50, 10) });
    await room.step(tom, patient, { step: 'begin' });
    appointmentId = (await room.read(tom, patient)).call!.appointmentId;
  });

  it('brings the colleague in, and moves the call with the case', async () => {
    const id = await offer();
    expect([await mayCome(), (await notice()).notice]).toEqual([{ removedAt: null, role: 'prescriber' }, 'somebody-is-joining']);
    expect(await leader()).toBe(tom.personId);
    await room.accept(nina, id);
    expect([await leader(), (await facts()).ownerId, (await notice()).notice]).toEqual([
      nina.personId,
      nina.personId,
      'handed-over',
    ]);
    expect(await mayCome()).toMatchObject({ removedAt: null });
  });

  it('that nobody takes leaves the patient with whoever leads the call, and says so', async () => {
    await room.decline(nina, await offer());
    expect([await leader(), (await notice()).notice]).toEqual([tom.personId, 'hand-off-did-not-work']);
    expect(await mayCome()).toMatchObject({ removedAt: expect.any(Date) });
    await room.withdraw(tom, await offer());
    expect([await leader(), (await notice()).notice]).toEqual([tom.personId, null]);
  });

  it('moves both or neither, however a yes and its taking back race', async () => {
    for (let round = 0; round < 6; round++) {
      const id = await offer();
      const outcomes = await Promise.allSettled([room.accept(nina, id), room.withdraw(tom, id)]);
      expect(outcomes.map(codeOf).sort()).toEqual(['done', 'screening.offer-over']);
      expect(await leader()).toBe((await facts()).ownerId);
      if ((await facts()).ownerId === nina.personId) return;
    }
  });
});

describe('however answers race', () => {
  const ROUNDS = 12;

  it('two yeses are one', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const id = await offer();
      const outcomes = await Promise.allSettled([room.accept(nina, id), room.accept(nina, id), room.accept(nina, id)]);
      expect(outcomes.map(codeOf).sort()).toEqual(['done', 'screening.offer-over', 'screening.offer-over']);
      expect((await facts()).ownerId).toBe(nina.personId);
      ({ patient, therapist: tom } = await room.clinic.enrol());
      await room.begin(tom, patient);
    }
  });

  it.each([
    ['withdrawn', (id: string) => room.withdraw(tom, id)],
    ['declined', (id: string) => room.decline(nina, id)],
  ])('a yes and a %s are one of both', async (state, other) => {
    const seen = new Set<string>();
    for (let round = 0; round < ROUNDS; round++) {
      const id = await offer();
      const outcomes = await Promise.allSettled(
        round % 2 ? [room.accept(nina, id), other(id)] : [other(id), room.accept(nina, id)],
      );
      expect(outcomes.map(codeOf).sort()).toEqual(['done', 'screening.offer-over']);
      const ended = await stateOf(id);
      seen.add(ended);
      expect([state, 'accepted']).toContain(ended);
      expect((await facts()).ownerId).toBe(ended === 'accepted' ? nina.personId : tom.personId);
      ({ patient, therapist: tom } = await room.clinic.enrol());
      await room.begin(tom, patient);
    }
    expect(seen.size).toBeGreaterThan(0);
  });

  it('a yes and the end of its time are one of both, and the case has an owner', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const id = await offer(5);
      const { until } = await room.clinic.read.screeningHandOff.findUniqueOrThrow({ where: { id }, select: { until: true } });
      await room.clinic.moveTo(new Date(until.getTime() - 60)); // the clock runs on: one of them is in time
      const outcomes = await Promise.allSettled([room.accept(nina, id), room.timeOutWhenDue(id)]);
      const ended = await stateOf(id);
      expect(['accepted', 'timed_out']).toContain(ended);
      expect((await facts()).ownerId).toBe(ended === 'accepted' ? nina.personId : tom.personId);
      expect(outcomes[0]!.status).toBe(ended === 'accepted' ? 'fulfilled' : 'rejected');
      ({ patient, therapist: tom } = await room.clinic.enrol());
      await room.begin(tom, patient);
    }
  });

  it('a yes and another owner by the admins are one after the other', async () => {
    const [admin, paul] = [await room.clinic.person('admin'), await room.clinic.person('prescriber')];
    for (let round = 0; round < ROUNDS; round++) {
      const id = await offer();
      const outcomes = await Promise.allSettled([room.assign(admin, patient, paul), room.accept(nina, id)]);
      expect(codeOf(outcomes[0]!)).toBe('done');
      expect((await facts()).ownerId).toBe(paul.personId);
      expect(await room.openOffers(patient)).toBe(0);
      ({ patient, therapist: tom } = await room.clinic.enrol());
      await room.begin(tom, patient);
    }
  });
});

describe('the laws in the database', () => {
  const sql = (statement: string) => asOwner(statement);

  it('leave no case without an owner, and move none without a yes', async () => {
    const { id } = await room.caseOf(patient);
    const set = (what: string) => sql(`UPDATE screening_case SET ${what} WHERE id = '${id}'`);
    await expect(set('owner_id = NULL')).rejects.toThrow(/does not become/);
    await expect(set(`owner_id = '${patient.personId}', owner_cause = 'assigned'`)).rejects.toThrow(/does not become/);
    await expect(
      set(`owner_id = '${nina.personId}', owner_cause = 'handed-off', hand_off_id = gen_random_uuid()`),
    ).rejects.toThrow(/does not become/);
    await expect(sql(`DELETE FROM screening_case WHERE id = '${id}'`)).rejects.toThrow(/not taken away/);
    await expect(set("state = 'eligible', decision_number = 1")).rejects.toThrow(/nobody has decided/);
    await expect(set("state = 'handed_over', state_since = app_now()")).rejects.toThrow(/nobody was handed/);
    await offer();
    await expect(set(`owner_id = '${nina.personId}', owner_cause = 'assigned'`)).rejects.toThrow(/does not become/);
  });

  it('take no offer as accepted of which nothing came', async () => {
    const id = await offer();
    const accept = `UPDATE screening_hand_off SET state = 'accepted', ended_at = app_now() WHERE id = '${id}'`;
    await expect(sql(accept)).rejects.toThrow(/nobody/);
    await expect(
      sql(`UPDATE screening_hand_off SET state = 'timed_out', ended_at = app_now() WHERE id = '${id}'`),
    ).rejects.toThrow(/screening_hand_off_whole/);
    await room.withdraw(tom, id);
    await expect(sql(`UPDATE screening_hand_off SET state = 'offered', ended_at = NULL WHERE id = '${id}'`)).rejects.toThrow(
      /was offered/,
    );
    await expect(sql('UPDATE screening_ownership SET cause = cause')).rejects.toThrow(/append-only/);
  });
});

describe('a case of which the owner leaves', () => {
  it('is an alert to the admins, until somebody else looks after it', async () => {
    const admin = await room.clinic.person('admin');
    await room.clinic.get(Database).sql`UPDATE person SET disabled_at = app_now() WHERE id = ${tom.personId}`;
    expect(await room.waiting()).toContain('screening.owner-left');
    const { id } = await room.caseOf(patient);
    expect(await room.ownerLeft(id)).toContain(admin.personId);
    expect(await room.alerts()).toMatchObject([{ kind: 'case_unowned', patientId: patient.personId, closedAt: null }]);
    await room.assign(admin, patient, nina);
    expect((await facts()).ownerId).toBe(nina.personId);
    expect(await room.alerts()).toMatchObject([{ kind: 'case_unowned', closedAt: expect.any(Date) }]);
    expect(await room.ownerLeft(id)).toEqual([]);
  });

  it('is one too when they may not see the patient any more; and again when the next one goes', async () => {
    const admin = await room.clinic.person('admin');
    const leave = (who: Caller) =>
      room.clinic.get(Database).sql`
        UPDATE care_assignment SET ends_at = greatest(app_now(), starts_at) WHERE person_id = ${who.personId} AND ends_at IS NULL`;
    const { id } = await room.caseOf(patient);
    await leave(tom);
    expect(await room.waiting()).toContain('screening.owner-left');
    expect(await room.ownerLeft(id)).toContain(admin.personId);
    await room.assign(admin, patient, nina);
    await leave(nina);
    expect(await room.ownerLeft(id)).toContain(admin.personId);
    expect((await room.alerts()).filter(({ closedAt }) => closedAt === null)).toHaveLength(1);
  });
});
