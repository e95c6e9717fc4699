import { randomUUID } from 'node:crypto';

import type { AppointmentKind, CallView } from '#contracts';
import type { Caller } from '#identity';
import { IntegrationModule } from '#integration';
import { HOUR, MINUTE } from '#kernel';
import { Clock, Database } from '#platform';
import { SchedulingService } from '#scheduling';
import { asOwner } from '../../test/support/owner.js';
import { SmallClinic, type TeamOf, ZONE } from '../../test/support/small-clinic.js';
import { CallActs } from './call-acts.service.js';
import { CallLife } from './call-life.service.js';
import { CallList } from './call-list.service.js';
import { CallLosses } from './call-losses.js';
import { CallPresence } from './call-presence.service.js';
import { CallReading } from './call-reading.service.js';
import { CallRelays } from './call-relays.service.js';
import { CallRooms } from './call-rooms.service.js';
import { CallSignals } from './call-signals.service.js';
import { CallWaits } from './call-waits.js';
import { CallsModule } from './calls.module.js';
import { DeviceChecks } from './device-checks.service.js';
import { callUnattended, patientLost } from './messages.js';

const TURN = { TURN_URLS: 'turn:turn.test:3478', TURN_SECRET: 'of-this-test-only-0123456789abcdef' };
const SDP = { kind: 'description', generation: 1, type: 'offer', sdp: 'v=0' } as const;

let clinic: SmallClinic;
let team: TeamOf;
let appointmentId: string;
beforeAll(async () => {
  Object.assign(process.env, TURN);
  clinic = await SmallClinic.open([IntegrationModule, CallsModule]);
  for (const name of Object.keys(TURN)) delete process.env[name];
});
afterAll(() => clinic?.close());
beforeEach(async () => {
  await asOwner('DELETE FROM outbox_event; DELETE FROM clinic_alert; TRUNCATE on_call_duty');
  team = await clinic.enrol();
  appointmentId = await book('screening', 0);
});

/** @param inMin how many minutes from now it begins */
async function book(kind: AppointmentKind, inMin: number, of: TeamOf = team, hold?: { id: string; until: Date }): Promise<string> {
  const { patient, therapist, prescriber } = of;
  const startsAt = new Date((await clinic.get(Clock).now()).getTime() + inMin * MINUTE);
  const time = { fromMin: 0, toMin: 50, time: 'whole' } as const;
  const parties = [
    { personId: patient.personId, part: 'patient', ...time } as const,
    { personId: therapist.personId, part: 'therapist', ...time } as const,
    { personId: prescriber.personId, part: 'prescriber', ...time } as const,
  ];
  const about = { kind, patientId: patient.personId, patientZone: ZONE, startsAt, lengthMin: 50, bookedBy: therapist.personId };
  return clinic.transact((tx) => clinic.get(SchedulingService).book(tx, { ...about, parties, ...(hold && { hold }) }));
}

const refused = (code: string) => expect.objectContaining({ code });
const acts = () => clinic.get(CallActs);
const read = (by: Caller, id = appointmentId) => clinic.get(CallReading).read(by, id);
const connect = (by: Caller, { connection = randomUUID() as string, takesOver = true } = {}) =>
  clinic.get(CallPresence).connect(by, { appointmentId, connection, takesOver });
const partOf = (view: CallView, { personId }: Caller) => view.people.find((person) => person.personId === personId)!;
const roomId = async () => (await clinic.read.callRoom.findUniqueOrThrow({ where: { appointmentId } })).id;
const owners = async () =>
  (await clinic.read.callParticipant.findMany({ where: { roomId: await roomId(), isOwner: true } })).map(
    ({ personId }) => personId,
  );
const alerts = (kind: 'video_lost' | 'call_unattended') => clinic.read.clinicAlert.findMany({ where: { kind } });

/** Comes in on a screen of their own. */
async function come(by: Caller) {
  await acts().enter(by, appointmentId);
  return (await connect(by)).screen;
}
/** The patient is let in by the therapist. */
async function begin() {
  const [patient, therapist] = [await come(team.patient), await come(team.therapist)];
  const { participantId } = partOf(await read(team.therapist), team.patient);
  await acts().admit(team.therapist, appointmentId, participantId);
  return { patient, therapist };
}
async function putOnCall(person: Caller): Promise<void> {
  const now = (await clinic.get(Clock).now()).getTime();
  const span = { startsAt: new Date(now - HOUR), endsAt: new Date(now + 12 * HOUR) };
  await clinic.read.onCallDuty.create({ data: { id: randomUUID(), personId: person.personId, ...span } });
}

describe('who may come to a call', () => {
  it('is a party of its appointment; for everybody else there is none, as for what does not exist', async () => {
    const stranger = await clinic.enrol();
    const admin = await clinic.person('admin');
    for (const by of [stranger.patient, stranger.therapist, stranger.prescriber, stranger.chaperone, admin, team.chaperone]) {
      await expect(read(by)).rejects.toEqual(refused('calls.not-found'));
      await expect(acts().enter(by, appointmentId)).rejects.toEqual(refused('calls.not-found'));
      await expect(acts().end(by, appointmentId)).rejects.toEqual(refused('calls.not-found'));
      await expect(connect(by)).rejects.toEqual(refused('calls.not-found'));
      await expect(clinic.get(CallRelays).mint(by, appointmentId)).rejects.toEqual(refused('calls.not-found'));
    }
    await expect(read(team.patient, randomUUID())).rejects.toEqual(refused('calls.not-found'));
    expect((await read(team.patient)).people.map(({ role }) => role).sort()).toEqual(['patient', 'prescriber', 'screener']);
  });

  it('is nobody where people meet in the clinic, or have not agreed yet', async () => {
    const other = await clinic.enrol();
    const there = await book('in_clinic', 0, other);
    await expect(read(other.patient, there)).rejects.toEqual(refused('calls.not-found'));
    const hold = { id: randomUUID(), until: await clinic.at(2) };
    const held = await book('follow_up', 120, other, hold);
    await expect(read(other.patient, held)).rejects.toEqual(refused('calls.not-found'));
  });

  it('is whoever was invited, until that is taken back', async () => {
    const guest = await clinic.person('prescriber');
    await begin();
    const id = await roomId();
    const invite = { personId: guest.personId, role: 'prescriber', invitedBy: team.therapist.personId } as const;
    const [first, second] = await clinic.transact(async (tx) => [
      await clinic.get(CallRooms).invite(tx, id, invite),
      await clinic.get(CallRooms).invite(tx, id, invite),
    ]);
    expect(second).toBe(first);
    expect((await read(guest)).mayRun).toBe(true);
    expect((await clinic.get(CallList).read(guest)).map((one) => one.appointmentId)).toEqual([appointmentId]);
    const screen = await come(guest);
    expect(await clinic.get(CallLife).renew([screen])).toEqual(new Set([screen.connection]));
    await clinic.transact((tx) => clinic.get(CallRooms).withdraw(tx, id, guest.personId));
    expect(await clinic.get(CallLife).renew([screen])).toEqual(new Set());
    await expect(read(guest)).rejects.toEqual(refused('calls.not-found'));
    expect(await clinic.get(CallList).read(guest)).toEqual([]);
  });

  it('is no more who was put in another’s place, and their call goes to the next', async () => {
    const { therapist } = await begin();
    expect(await owners()).toEqual([team.therapist.personId]);
    const cover = await clinic.person('therapist');
    await asOwner(
      `UPDATE appointment_party SET person_id = '${cover.personId}' WHERE appointment_id = '${appointmentId}' AND part = 'therapist'`,
    );
    expect(await clinic.get(CallLife).renew([therapist])).toEqual(new Set());
    await expect(read(team.therapist)).rejects.toEqual(refused('calls.not-found'));
    await acts().enter(cover, appointmentId);
    expect(await owners()).toEqual([cover.personId]);
  });

  it('comes not before the door opens, and the page says when', async () => {
    const other = await clinic.enrol();
    const later = await book('follow_up', 45, other);
    expect(await read(other.patient, later)).toMatchObject({ door: 'early', next: 'too-early', hasEntered: false });
    await expect(acts().enter(other.patient, later)).rejects.toEqual(refused('calls.door-closed'));
    expect(await acts().enter(other.therapist, later)).toMatchObject({ state: 'open', door: 'open' });
  });
});

describe('in a call', () => {
  it('a patient waits until they are let in, and is told what happens next at each step', async () => {
    expect((await acts().enter(team.patient, appointmentId)).hasEntered).toBe(true);
    const { view } = await connect(team.patient);
    expect([view.state, view.next, view.isAdmitted]).toEqual(['waiting', 'wait-for-start', false]);
    await acts().sayLate(team.therapist, appointmentId, 15);
    expect(await read(team.patient)).toMatchObject({ next: 'wait-they-are-late', lateMin: 15 });
    await come(team.therapist);
    expect(await read(team.patient)).toMatchObject({ next: 'wait-they-know', nextAbout: 'Some therapist', lateMin: null });
    const staff = await read(team.therapist);
    expect([staff.next, partOf(staff, team.patient).connection]).toEqual(['let-them-in', null]);
    await expect(acts().admit(team.patient, appointmentId, partOf(staff, team.patient).participantId)).rejects.toEqual(
      refused('calls.not-yours'),
    );
    await acts().admit(team.therapist, appointmentId, partOf(staff, team.patient).participantId);
    const inside = await read(team.patient);
    expect([inside.next, inside.isAdmitted]).toEqual(['in-call', true]);
    expect(partOf(inside, team.therapist)).toMatchObject({ presence: 'here', isOwner: true, connection: expect.any(String) });
    await acts().leave(team.therapist, appointmentId);
    expect((await read(team.patient)).next).toBe('in-call-alone');
  });

  it('nobody is let in who does not wait, and nobody but staff ends it', async () => {
    await come(team.therapist);
    const { participantId } = partOf(await read(team.therapist), team.patient);
    await expect(acts().admit(team.therapist, appointmentId, participantId)).rejects.toEqual(refused('calls.not-waiting'));
    await expect(acts().end(team.patient, appointmentId)).rejects.toEqual(refused('calls.not-yours'));
  });

  it('the end takes everybody out and ends no appointment; staff open it again, and the patient waits anew', async () => {
    const screens = await begin();
    expect(await acts().end(team.therapist, appointmentId)).toMatchObject({ state: 'ended', next: 'ended' });
    expect(await clinic.get(CallLife).renew(Object.values(screens))).toEqual(new Set());
    expect(await read(team.patient)).toMatchObject({ next: 'ended', hasEntered: false, isAdmitted: false });
    await expect(acts().enter(team.patient, appointmentId)).rejects.toEqual(refused('calls.ended'));
    expect((await clinic.read.appointment.findUniqueOrThrow({ where: { id: appointmentId } })).state).toBe('booked');
    expect(await acts().enter(team.prescriber, appointmentId)).toMatchObject({ state: 'open' });
    expect(await acts().enter(team.patient, appointmentId)).toMatchObject({ isAdmitted: false, hasEntered: true });
  });

  it('a second screen takes over; the first one is out, and does not take it back by itself', async () => {
    const { patient } = await begin();
    const second = (await connect(team.patient)).screen;
    expect(await clinic.get(CallLife).renew([patient, second])).toEqual(new Set([second.connection]));
    const back = { connection: patient.connection, takesOver: false };
    await expect(connect(team.patient, back)).rejects.toEqual(refused('calls.elsewhere'));
    await clinic.get(CallPresence).disconnect(patient); // the old one going says nothing of the new one
    expect(partOf(await read(team.therapist), team.patient).presence).toBe('here');
  });

  it('four see each other, and a fifth is refused', async () => {
    await begin();
    const id = await roomId();
    await come(team.prescriber);
    const guests = [await clinic.person('prescriber'), await clinic.person('physician')];
    for (const { personId } of guests) {
      await clinic.transact((tx) =>
        clinic.get(CallRooms).invite(tx, id, { personId, role: 'physician', invitedBy: team.therapist.personId }),
      );
    }
    await come(guests[0]!);
    await acts().enter(guests[1]!, appointmentId);
    await expect(connect(guests[1]!)).rejects.toEqual(refused('calls.full'));
  });

  it('is recorded: who looked, came, let in, left and ended', async () => {
    await begin();
    await read(team.patient);
    await acts().leave(team.patient, appointmentId);
    await acts().end(team.therapist, appointmentId);
    const rows = await clinic.read.auditEvent.findMany({
      where: { subjectPersonId: team.patient.personId, objectType: 'call' },
      select: { action: true },
    });
    const done = ['read-call', 'open-call', 'enter-call', 'admit-to-call', 'leave-call', 'end-call'];
    expect(rows.map(({ action }) => action)).toEqual(expect.arrayContaining(done));
  });
});

describe('who owns a call', () => {
  it('moves whole or not at all, and the patient is told', async () => {
    await begin();
    const id = await roomId();
    const [from, to] = [team.therapist.personId, team.prescriber.personId];
    const handOver = (give: { from: string; to: string }) =>
      clinic.transact((tx) => clinic.get(CallRooms).handOver(tx, id, give));
    await expect(handOver({ from: to, to: from })).rejects.toEqual(refused('calls.not-owner'));
    await expect(handOver({ from, to: team.patient.personId })).rejects.toEqual(refused('calls.not-in-call'));
    await expect(handOver({ from, to: randomUUID() })).rejects.toEqual(refused('calls.not-in-call'));
    expect(await owners()).toEqual([from]);
    await come(team.prescriber);
    await handOver({ from, to });
    expect(await owners()).toEqual([to]);
    expect(await read(team.patient)).toMatchObject({ next: 'handed-over', nextAbout: 'Some prescriber' });
  });

  it('is kept by the database: never two, never none, never a patient', async () => {
    await begin();
    const id = await roomId();
    const own = (is: boolean, who: string) =>
      asOwner(`UPDATE call_participant SET is_owner = ${is} WHERE room_id = '${id}' AND person_id = '${who}'`);
    await expect(own(true, team.prescriber.personId)).rejects.toThrow('call_participant_one_owner');
    await expect(own(true, team.patient.personId)).rejects.toThrow(/call_participant_(owner_treats|one_owner)/);
    await expect(own(false, team.therapist.personId)).rejects.toThrow('a call has an owner');
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
    await begin();
    const id = await roomId();
    const people = [team.therapist, team.prescriber, await clinic.person('physician')];
    const any = <T>(all: readonly T[]) => all[Math.floor(Math.random() * all.length)]!;
    const rooms = clinic.get(CallRooms);
    const wild: (() => Promise<unknown>)[] = [
      () => acts().enter(any([...people, team.patient]), appointmentId),
      () => acts().leave(any([...people, team.patient]), appointmentId),
      () => acts().end(any(people), appointmentId),
      () => clinic.transact((tx) => rooms.handOver(tx, id, { from: any(people).personId, to: any(people).personId })),
      () =>
        clinic.transact((tx) =>
          rooms.invite(tx, id, { personId: people[2]!.personId, role: 'physician', invitedBy: any(people).personId }),
        ),
      () => clinic.transact((tx) => rooms.withdraw(tx, id, any(people).personId)),
      () => connect(any([...people, team.patient])),
    ];
    for (let round = 0; round < 25; round++) {
      const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => any(wild)()));
      for (const outcome of outcomes)
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: expect.stringMatching(/^calls\./) });
      const [owner, ...more] = await owners();
      expect([people.some(({ personId }) => personId === owner), more]).toEqual([true, []]);
    }
  });
});

describe('signals', () => {
  const send = (by: Caller, connection: string, to: string) =>
    clinic.get(CallSignals).send(by, { appointmentId, connection, to, body: SDP });

  it('reach the other screen once and in order, and are gone', async () => {
    const { patient, therapist } = await begin();
    for (let generation = 1; generation <= 5; generation++) {
      const body = { kind: 'rebuild', generation } as const;
      await clinic
        .get(CallSignals)
        .send(team.patient, { appointmentId, connection: patient.connection, to: therapist.connection, body });
    }
    expect(await clinic.get(CallSignals).take([patient.connection])).toEqual([]);
    const taken = await clinic.get(CallSignals).take([therapist.connection]);
    expect(taken.map(({ from, to, body }) => [from, to, body.generation])).toEqual(
      [1, 2, 3, 4, 5].map((n) => [patient.connection, therapist.connection, n]),
    );
    expect(await clinic.get(CallSignals).take([therapist.connection])).toEqual([]);
  });

  it('come only from a screen in the call to a screen in the same call', async () => {
    const { patient, therapist } = await begin();
    const [first, firstTeam] = [appointmentId, team];
    team = await clinic.enrol();
    appointmentId = await book('screening', 0);
    const other = await begin();
    const nobody = refused('calls.no-such-screen');
    await expect(send(team.patient, other.patient.connection, therapist.connection)).rejects.toEqual(nobody);
    await expect(send(team.patient, patient.connection, other.therapist.connection)).rejects.toEqual(nobody);
    await expect(send(team.patient, other.patient.connection, other.patient.connection)).rejects.toEqual(nobody);
    [appointmentId, team] = [first, firstTeam];
    await expect(send(team.patient, patient.connection, other.therapist.connection)).rejects.toEqual(nobody);
    await acts().leave(team.patient, appointmentId);
    await expect(send(team.patient, patient.connection, therapist.connection)).rejects.toEqual(nobody);
  });

  it('say nothing from the waiting room', async () => {
    const [waiting, therapist] = [await come(team.patient), await come(team.therapist)];
    await expect(send(team.patient, waiting.connection, therapist.connection)).rejects.toEqual(refused('calls.no-such-screen'));
    await expect(send(team.therapist, therapist.connection, waiting.connection)).rejects.toEqual(refused('calls.no-such-screen'));
  });

  it('are no flood: so many wait for a screen, and the table takes nothing larger than a signal', async () => {
    const { patient, therapist } = await begin();
    for (let i = 0; i < 128; i++) await send(team.patient, patient.connection, therapist.connection);
    await expect(send(team.patient, patient.connection, therapist.connection)).rejects.toEqual(refused('calls.too-many-signals'));
    expect(await clinic.get(CallSignals).take([therapist.connection])).toHaveLength(128);
    await send(team.patient, patient.connection, therapist.connection);
    const large = `INSERT INTO call_signal (room_id, from_id, to_connection, body) VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), to_jsonb(repeat('x', 20001)))`;
    await expect(asOwner(large)).rejects.toThrow('call_signal_bounded');
  });

  it('stand in no log of the database that lasts', async () => {
    const [row] = await clinic.get(Database).sql<{
      kept: string;
    }>`SELECT relpersistence AS kept FROM pg_class WHERE relname = 'call_signal'`;
    expect(row!.kept).toBe('u');
  });
});

describe('a password for the relay', () => {
  it('is for whoever is in an open call, for an hour, and hides where a patient is', async () => {
    const mint = (by: Caller) => clinic.get(CallRelays).mint(by, appointmentId);
    await expect(mint(team.patient)).rejects.toEqual(refused('calls.not-admitted'));
    await come(team.patient);
    await expect(mint(team.patient)).rejects.toEqual(refused('calls.not-admitted'));
    await begin();
    const [own, staff] = [await mint(team.patient), await mint(team.therapist)];
    expect([own.relayOnly, staff.relayOnly]).toEqual([true, false]);
    expect(own.iceServers[0]!.urls).toEqual([TURN.TURN_URLS]);
    expect(own.iceServers[0]!.username).not.toBe(staff.iceServers[0]!.username);
    const [until, who] = own.iceServers[0]!.username.split(':');
    expect(Number(until) * 1_000 - Date.now()).toBeLessThanOrEqual(HOUR);
    expect(who).toBe(partOf(await read(team.patient), team.patient).participantId);
    await acts().end(team.therapist, appointmentId);
    await expect(mint(team.therapist)).rejects.toEqual(refused('calls.not-admitted'));
  });
});

describe('a patient who is lost', () => {
  it('is a row that calls people after five minutes, unless they come back', async () => {
    const { patient } = await begin();
    await clinic.get(CallPresence).disconnect(patient);
    const [due] = await clinic.waiting(patientLost.name);
    const now = (await clinic.get(Clock).now()).getTime();
    expect(Math.abs(due!.dueAt.getTime() - now - 5 * MINUTE)).toBeLessThan(MINUTE);
    expect(await read(team.therapist)).toMatchObject({ next: 'patient-lost', lostAt: expect.any(String) });
    await connect(team.patient, { connection: patient.connection, takesOver: false });
    expect(await clinic.waiting(patientLost.name)).toEqual([]);
    expect(await read(team.therapist)).toMatchObject({ next: 'in-call', lostAt: null });
  });

  it('raises an alert that climbs, lets whoever is on call come, and ends when they are back; a second loss is another one', async () => {
    const onCall = await clinic.person('physician');
    await putOnCall(onCall);
    const { patient } = await begin();
    const lose = async (screen: typeof patient) => {
      await clinic.get(CallPresence).disconnect(screen);
      const { roomId: id, lossId } = (await clinic.waiting(patientLost.name))[0]!.payload as { roomId: string; lossId: string };
      await clinic.transact((tx) => clinic.get(CallLosses).escalate(tx, id, lossId));
      return { id, lossId };
    };
    const first = await lose(patient);
    expect(await alerts('video_lost')).toMatchObject([{ patientId: team.patient.personId, ladder: 'now', closedAt: null }]);
    expect((await read(onCall)).mayRun).toBe(true);
    const again = (await connect(team.patient)).screen;
    expect(await alerts('video_lost')).toMatchObject([{ closedAt: expect.any(Date) }]);
    await clinic.transact((tx) => clinic.get(CallLosses).escalate(tx, first.id, first.lossId)); // late: they are back
    await lose(again);
    expect((await alerts('video_lost')).filter(({ closedAt }) => closedAt === null)).toHaveLength(1);
  });

  it('is found when the process that had their screen was killed', async () => {
    await begin();
    const id = await roomId();
    await asOwner(
      `UPDATE call_participant SET seen_at = now() - interval '16 seconds' WHERE room_id = '${id}' AND role = 'patient'`,
    );
    await clinic.get(CallLife).round();
    expect(await clinic.waiting(patientLost.name)).toHaveLength(1);
    await clinic.get(CallLife).round();
    expect(await clinic.waiting(patientLost.name)).toHaveLength(1);
  });

  it('is nobody who left, or was still waiting, or whose call ended', async () => {
    const waiting = await come(team.patient);
    await clinic.get(CallPresence).disconnect(waiting);
    expect(await clinic.waiting(patientLost.name)).toEqual([]);
    const { patient } = await begin();
    await clinic.get(CallPresence).disconnect(patient);
    await acts().end(team.therapist, appointmentId);
    expect(await clinic.waiting(patientLost.name)).toEqual([]);
    await come(team.therapist);
    await begin();
    await acts().leave(team.patient, appointmentId);
    await clinic.get(CallLife).round();
    expect(await clinic.waiting(patientLost.name)).toEqual([]);
  });
});

describe('a patient who waits and nobody comes', () => {
  it('is a row that calls people five minutes after the start, until a clinician comes', async () => {
    await putOnCall(await clinic.person('prescriber'));
    await come(team.patient);
    const [{ payload, dueAt }] = (await clinic.waiting(callUnattended.name)) as [{ payload: { roomId: string }; dueAt: Date }];
    expect(dueAt.getTime()).toBeGreaterThanOrEqual((await clinic.get(Clock).now()).getTime() + 4 * MINUTE);
    await clinic.transact((tx) => clinic.get(CallWaits).escalate(tx, payload.roomId));
    expect(await alerts('call_unattended')).toMatchObject([{ ladder: 'urgent', closedAt: null }]);
    await come(team.therapist);
    expect(await alerts('call_unattended')).toMatchObject([{ closedAt: expect.any(Date) }]);
    expect(await clinic.waiting(callUnattended.name)).toEqual([]);
  });

  it('calls nobody when the patient has gone meanwhile, and waits as long as a delay that was told', async () => {
    const screen = await come(team.patient);
    await acts().sayLate(team.therapist, appointmentId, 30);
    const [{ payload, dueAt }] = (await clinic.waiting(callUnattended.name)) as [{ payload: { roomId: string }; dueAt: Date }];
    expect(dueAt.getTime()).toBeGreaterThan((await clinic.get(Clock).now()).getTime() + 30 * MINUTE);
    await clinic.get(CallPresence).disconnect(screen);
    await clinic.transact((tx) => clinic.get(CallWaits).escalate(tx, payload.roomId));
    expect(await alerts('call_unattended')).toEqual([]);
  });
});

describe('a device', () => {
  it('is tried the day before, and staff see what came of it', async () => {
    const other = await clinic.enrol();
    const tomorrow = await book('preparation', 24 * 60, other);
    const check = { camera: 'works', microphone: 'silent', speaker: 'heard', network: 'relay', roundTripMs: 80 } as const;
    await clinic.get(DeviceChecks).record(other.patient, tomorrow, check);
    await clinic.get(DeviceChecks).record(other.therapist, tomorrow, { ...check, camera: 'refused' });
    expect(partOf(await read(other.therapist, tomorrow), other.patient).deviceCheck).toMatchObject(check);
    expect(partOf(await read(other.patient, tomorrow), other.therapist).deviceCheck).toBeNull();
    expect(partOf(await read(other.patient, tomorrow), other.patient).deviceCheck).toMatchObject(check);
    await expect(clinic.get(DeviceChecks).record(team.patient, tomorrow, check)).rejects.toEqual(refused('calls.not-found'));
  });
});
