import { randomUUID } from 'node:crypto';

import { asOwner } from '../../test/support/owner.js';
import { SmallCall } from '../../test/support/small-call.js';
import { CallLife } from './call-life.service.js';
import { CallList } from './call-list.service.js';
import { CallPresence } from './call-presence.service.js';
import { CallRelays } from './call-relays.service.js';
import { CallRooms } from './call-rooms.service.js';

const refused = (code: string) => expect.objectContaining({ code });
const calls = new SmallCall();
beforeAll(() => calls.open());
beforeEach(() => calls.renew());
afterAll(() => calls.close());

describe('who may come to a call', () => {
  it('is a party of its appointment; for everybody else there is none, as for what does not exist', async () => {
    const stranger = await calls.clinic.enrol();
    const admin = await calls.clinic.person('admin');
    for (const by of [
      stranger.patient,
      stranger.therapist,
      stranger.prescriber,
      stranger.chaperone,
      admin,
      calls.team.chaperone,
    ]) {
      await expect(calls.read(by)).rejects.toEqual(refused('calls.not-found'));
      await expect(calls.acts().enter(by, calls.appointmentId)).rejects.toEqual(refused('calls.not-found'));
      await expect(calls.acts().end(by, calls.appointmentId)).rejects.toEqual(refused('calls.not-found'));
      await expect(calls.connect(by)).rejects.toEqual(refused('calls.not-found'));
      await expect(calls.clinic.get(CallRelays).mint(by, calls.appointmentId)).rejects.toEqual(refused('calls.not-found'));
    }
    await expect(calls.read(calls.team.patient, randomUUID())).rejects.toEqual(refused('calls.not-found'));
    expect((await calls.read(calls.team.patient)).people.map(({ role }) => role).sort()).toEqual([
      'patient',
      'prescriber',
      'screener',
    ]);
  });

  it('is nobody where people meet in the clinic, or have not agreed yet', async () => {
    const other = await calls.clinic.enrol();
    const there = await calls.book('in_clinic', 0, other);
    await expect(calls.read(other.patient, there)).rejects.toEqual(refused('calls.not-found'));
    const hold = { id: randomUUID(), until: await calls.clinic.at(2) };
    const held = await calls.book('follow_up', 120, other, hold);
    await expect(calls.read(other.patient, held)).rejects.toEqual(refused('calls.not-found'));
  });

  it('is whoever was invited, until that is taken back', async () => {
    const guest = await calls.clinic.person('prescriber');
    await calls.begin();
    const id = await calls.roomId();
    const invite = { personId: guest.personId, role: 'prescriber', invitedBy: calls.team.therapist.personId } as const;
    const [first, second] = await calls.clinic.transact(async (tx) => [
      await calls.clinic.get(CallRooms).invite(tx, id, invite),
      await calls.clinic.get(CallRooms).invite(tx, id, invite),
    ]);
    expect(second).toBe(first);
    expect((await calls.read(guest)).mayRun).toBe(true);
    expect((await calls.clinic.get(CallList).read(guest)).map((one) => one.appointmentId)).toEqual([calls.appointmentId]);
    const screen = await calls.come(guest);
    expect(await calls.clinic.get(CallLife).renew([screen])).toEqual(new Set([screen.connection]));
    await calls.clinic.transact((tx) => calls.clinic.get(CallRooms).withdraw(tx, id, guest.personId));
    expect(await calls.clinic.get(CallLife).renew([screen])).toEqual(new Set());
    await expect(calls.read(guest)).rejects.toEqual(refused('calls.not-found'));
    expect(await calls.clinic.get(CallList).read(guest)).toEqual([]);
  });

  it('is no more who was put in another’s place, and their call goes to the next', async () => {
    const { therapist } = await calls.begin();
    expect(await calls.owners()).toEqual([calls.team.therapist.personId]);
    const cover = await calls.clinic.person('therapist');
    await asOwner(
      `UPDATE appointment_party SET person_id = '${cover.personId}' WHERE appointment_id = '${calls.appointmentId}' AND part = 'therapist'`,
    );
    expect(await calls.clinic.get(CallLife).renew([therapist])).toEqual(new Set());
    await expect(calls.read(calls.team.therapist)).rejects.toEqual(refused('calls.not-found'));
    await calls.acts().enter(cover, calls.appointmentId);
    expect(await calls.owners()).toEqual([cover.personId]);
  });

  it('comes not before the door opens, and the page says when', async () => {
    const other = await calls.clinic.enrol();
    const later = await calls.book('follow_up', 45, other);
    expect(await calls.read(other.patient, later)).toMatchObject({ door: 'early', next: 'too-early', hasEntered: false });
    await expect(calls.acts().enter(other.patient, later)).rejects.toEqual(refused('calls.door-closed'));
    expect(await calls.acts().enter(other.therapist, later)).toMatchObject({ state: 'open', door: 'open' });
  });
});

describe('in a call', () => {
  it('a patient waits until they are let in, and is told what happens next at each step', async () => {
    expect((await calls.acts().enter(calls.team.patient, calls.appointmentId)).hasEntered).toBe(true);
    const { view } = await calls.connect(calls.team.patient);
    expect([view.state, view.next, view.isAdmitted]).toEqual(['waiting', 'wait-for-start', false]);
    await calls.acts().sayLate(calls.team.therapist, calls.appointmentId, 15);
    expect(await calls.read(calls.team.patient)).toMatchObject({ next: 'wait-they-are-late', lateMin: 15 });
    await calls.come(calls.team.therapist);
    expect(await calls.read(calls.team.patient)).toMatchObject({
      next: 'wait-they-know',
      nextAbout: 'Some therapist',
      lateMin: null,
    });
    const staff = await calls.read(calls.team.therapist);
    expect([staff.next, calls.partOf(staff, calls.team.patient).connection]).toEqual(['let-them-in', null]);
    await expect(
      calls.acts().admit(calls.team.patient, calls.appointmentId, calls.partOf(staff, calls.team.patient).participantId),
    ).rejects.toEqual(refused('calls.not-yours'));
    await calls.acts().admit(calls.team.therapist, calls.appointmentId, calls.partOf(staff, calls.team.patient).participantId);
    const inside = await calls.read(calls.team.patient);
    expect([inside.next, inside.isAdmitted]).toEqual(['in-call', true]);
    expect(calls.partOf(inside, calls.team.therapist)).toMatchObject({
      presence: 'here',
      isOwner: true,
      connection: expect.any(String),
    });
    await calls.acts().leave(calls.team.therapist, calls.appointmentId);
    expect((await calls.read(calls.team.patient)).next).toBe('in-call-alone');
  });

  it('nobody is let in who does not wait, and nobody but staff ends it', async () => {
    await calls.come(calls.team.therapist);
    const { participantId } = calls.partOf(await calls.read(calls.team.therapist), calls.team.patient);
    await expect(calls.acts().admit(calls.team.therapist, calls.appointmentId, participantId)).rejects.toEqual(
      refused('calls.not-waiting'),
    );
    await expect(calls.acts().end(calls.team.patient, calls.appointmentId)).rejects.toEqual(refused('calls.not-yours'));
  });

  it('the end takes everybody out and ends no appointment; staff open it again, and the patient waits anew', async () => {
    const screens = await calls.begin();
    expect(await calls.acts().end(calls.team.therapist, calls.appointmentId)).toMatchObject({ state: 'ended', next: 'ended' });
    expect(await calls.clinic.get(CallLife).renew(Object.values(screens))).toEqual(new Set());
    expect(await calls.read(calls.team.patient)).toMatchObject({ next: 'ended', hasEntered: false, isAdmitted: false });
    await expect(calls.acts().enter(calls.team.patient, calls.appointmentId)).rejects.toEqual(refused('calls.ended'));
    expect((await calls.clinic.read.appointment.findUniqueOrThrow({ where: { id: calls.appointmentId } })).state).toBe('booked');
    expect(await calls.acts().enter(calls.team.prescriber, calls.appointmentId)).toMatchObject({ state: 'open' });
    expect(await calls.acts().enter(calls.team.patient, calls.appointmentId)).toMatchObject({
      isAdmitted: false,
      hasEntered: true,
    });
  });

  it('a second screen takes over; the first one is out, and does not take it back by itself', async () => {
    const { patient } = await calls.begin();
    const second = (await calls.connect(calls.team.patient)).screen;
    expect(await calls.clinic.get(CallLife).renew([patient, second])).toEqual(new Set([second.connection]));
    const back = { connection: patient.connection, takesOver: false };
    await expect(calls.connect(calls.team.patient, back)).rejects.toEqual(refused('calls.elsewhere'));
    await calls.clinic.get(CallPresence).disconnect(patient); // the old one going says nothing of the new one
    expect(calls.partOf(await calls.read(calls.team.therapist), calls.team.patient).presence).toBe('here');
  });

  it('whoever has left asks anew to be let in, and nobody takes the screen of another', async () => {
    const { therapist } = await calls.begin();
    await calls.acts().leave(calls.team.patient, calls.appointmentId);
    expect(await calls.acts().enter(calls.team.patient, calls.appointmentId)).toMatchObject({ isAdmitted: false });
    const stolen = calls.connect(calls.team.patient, { connection: therapist.connection });
    await expect(stolen).rejects.toEqual(refused('calls.elsewhere'));
  });

  it('four see each other, and a fifth is refused', async () => {
    await calls.begin();
    const id = await calls.roomId();
    await calls.come(calls.team.prescriber);
    const guests = [await calls.clinic.person('prescriber'), await calls.clinic.person('physician')];
    for (const { personId } of guests) {
      await calls.clinic.transact((tx) =>
        calls.clinic.get(CallRooms).invite(tx, id, { personId, role: 'physician', invitedBy: calls.team.therapist.personId }),
      );
    }
    await calls.come(guests[0]!);
    await calls.acts().enter(guests[1]!, calls.appointmentId);
    await expect(calls.connect(guests[1]!)).rejects.toEqual(refused('calls.full'));
  });

  it('is recorded: who looked, came, let in, left and ended', async () => {
    await calls.begin();
    await calls.read(calls.team.patient);
    await calls.acts().leave(calls.team.patient, calls.appointmentId);
    await calls.acts().end(calls.team.therapist, calls.appointmentId);
    const rows = await calls.clinic.read.auditEvent.findMany({
      where: { subjectPersonId: calls.team.patient.personId, objectType: 'call' },
      select: { action: true },
    });
    const done = ['read-call', 'open-call', 'enter-call', 'admit-to-call', 'leave-call', 'end-call'];
    expect(rows.map(({ action }) => action)).toEqual(expect.arrayContaining(done));
  });
});

describe('who owns a call', () => {
  it('moves whole or not at all, and the patient is told', async () => {
    await calls.begin();
    const id = await calls.roomId();
    const [from, to] = [calls.team.therapist.personId, calls.team.prescriber.personId];
    const handOver = (give: { from: string; to: string }) =>
      calls.clinic.transact((tx) => calls.clinic.get(CallRooms).handOver(tx, id, give));
    await expect(handOver({ from: to, to: from })).rejects.toEqual(refused('calls.not-owner'));
    await expect(handOver({ from, to: calls.team.patient.personId })).rejects.toEqual(refused('calls.not-in-call'));
    await expect(handOver({ from, to: randomUUID() })).rejects.toEqual(refused('calls.not-in-call'));
    expect(await calls.owners()).toEqual([from]);
    await calls.come(calls.team.prescriber);
    await handOver({ from, to });
    expect(await calls.owners()).toEqual([to]);
    expect(await calls.read(calls.team.patient)).toMatchObject({ next: 'handed-over', nextAbout: 'Some prescriber' });
  });

  it('is kept by the database: never two, never none, never a patient', async () => {
    await calls.begin();
    const id = await calls.roomId();
    const own = (is: boolean, who: string) =>
      asOwner(`UPDATE call_participant SET is_owner = ${is} WHERE room_id = '${id}' AND person_id = '${who}'`);
    await expect(own(true, calls.team.prescriber.personId)).rejects.toThrow('call_participant_one_owner');
    await expect(own(true, calls.team.patient.personId)).rejects.toThrow(/call_participant_(owner_treats|one_owner)/);
    await expect(own(false, calls.team.therapist.personId)).rejects.toThrow('a call has an owner');
    await expect(
      asOwner(
        `INSERT INTO call_room (id, appointment_id, patient_id) SELECT gen_random_uuid(), id, patient_id FROM appointment WHERE id NOT IN (SELECT appointment_id FROM call_room) LIMIT 1`,
      ),
    ).rejects.toThrow('a call has an owner');
    await expect(asOwner(`DELETE FROM call_participant WHERE room_id = '${id}'`)).rejects.toThrow('stays in its record');
    await expect(asOwner(`UPDATE call_room SET state = 'waiting', opened_at = NULL WHERE id = '${id}'`)).rejects.toThrow(
      'stays that of its appointment',
    );
  });

  it('is one at each moment, whatever happens at once', async () => {
    await calls.begin();
    const id = await calls.roomId();
    const people = [calls.team.therapist, calls.team.prescriber, await calls.clinic.person('physician')];
    const any = <T>(all: readonly T[]) => all[Math.floor(Math.random() * all.length)]!;
    const rooms = calls.clinic.get(CallRooms);
    const wild: (() => Promise<unknown>)[] = [
      () => calls.acts().enter(any([...people, calls.team.patient]), calls.appointmentId),
      () => calls.acts().leave(any([...people, calls.team.patient]), calls.appointmentId),
      () => calls.acts().end(any(people), calls.appointmentId),
      () => calls.clinic.transact((tx) => rooms.handOver(tx, id, { from: any(people).personId, to: any(people).personId })),
      () =>
        calls.clinic.transact((tx) =>
          rooms.invite(tx, id, { personId: people[2]!.personId, role: 'physician', invitedBy: any(people).personId }),
        ),
      () => calls.clinic.transact((tx) => rooms.withdraw(tx, id, any(people).personId)),
      () => calls.connect(any([...people, calls.team.patient])),
    ];
    for (let round = 0; round < 25; round++) {
      const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => any(wild)()));
      for (const outcome of outcomes)
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: expect.stringMatching(/^calls\./) });
      const [owner, ...more] = await calls.owners();
      expect([people.some(({ personId }) => personId === owner), more]).toEqual([true, []]);
    }
  });
});
