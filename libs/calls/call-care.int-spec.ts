import type { Caller } from '#identity';
import { HOUR, MINUTE } from '#kernel';
import { Clock, Database } from '#platform';
import { asOwner } from '../../test/support/owner.js';
import { SmallCall, TURN } from '../../test/support/small-call.js';
import { CallLife } from './call-life.service.js';
import { CallLosses } from './call-losses.js';
import { CallPresence } from './call-presence.service.js';
import { CallRelays } from './call-relays.service.js';
import { CallSignals } from './call-signals.service.js';
import { CallWaits } from './call-waits.js';
import { DeviceChecks } from './device-checks.service.js';
import { callUnattended, patientLost } from './messages.js';

const SDP = { kind: 'description', generation: 1, type: 'offer', sdp: 'v=0' } as const;
const refused = (code: string) => expect.objectContaining({ code });
const calls = new SmallCall();
beforeAll(() => calls.open());
beforeEach(() => calls.renew());
afterAll(() => calls.close());

describe('signals', () => {
  const send = (by: Caller, connection: string, to: string) =>
    calls.clinic.get(CallSignals).send(by, { appointmentId: calls.appointmentId, connection, to, body: SDP });

  it('reach the other screen once and in order, and are gone', async () => {
    const { patient, therapist } = await calls.begin();
    for (let generation = 1; generation <= 5; generation++) {
      const body = { kind: 'rebuild', generation } as const;
      await calls.clinic.get(CallSignals).send(calls.team.patient, {
        appointmentId: calls.appointmentId,
        connection: patient.connection,
        to: therapist.connection,
        body,
      });
    }
    expect(await calls.clinic.get(CallSignals).take([patient.connection])).toEqual([]);
    const taken = await calls.clinic.get(CallSignals).take([therapist.connection]);
    expect(taken.map(({ from, to, body }) => [from, to, body.generation])).toEqual(
      [1, 2, 3, 4, 5].map((n) => [patient.connection, therapist.connection, n]),
    );
    expect(await calls.clinic.get(CallSignals).take([therapist.connection])).toEqual([]);
  });

  it('come only from a screen in the call to a screen in the same call', async () => {
    const { patient, therapist } = await calls.begin();
    const [first, firstTeam] = [calls.appointmentId, calls.team];
    calls.team = await calls.clinic.enrol();
    calls.appointmentId = await calls.book('screening', 0);
    const other = await calls.begin();
    const nobody = refused('calls.no-such-screen');
    await expect(send(calls.team.patient, other.patient.connection, therapist.connection)).rejects.toEqual(nobody);
    await expect(send(calls.team.patient, patient.connection, other.therapist.connection)).rejects.toEqual(nobody);
    await expect(send(calls.team.patient, other.patient.connection, other.patient.connection)).rejects.toEqual(nobody);
    [calls.appointmentId, calls.team] = [first, firstTeam];
    await expect(send(calls.team.patient, patient.connection, other.therapist.connection)).rejects.toEqual(nobody);
    await calls.acts().leave(calls.team.patient, calls.appointmentId);
    await expect(send(calls.team.patient, patient.connection, therapist.connection)).rejects.toEqual(nobody);
  });

  it('say nothing from the waiting room', async () => {
    const [waiting, therapist] = [await calls.come(calls.team.patient), await calls.come(calls.team.therapist)];
    await expect(send(calls.team.patient, waiting.connection, therapist.connection)).rejects.toEqual(
      refused('calls.no-such-screen'),
    );
    await expect(send(calls.team.therapist, therapist.connection, waiting.connection)).rejects.toEqual(
      refused('calls.no-such-screen'),
    );
  });

  it('are no flood: so many wait for a screen, and the table takes nothing larger than a signal', async () => {
    const { patient, therapist } = await calls.begin();
    for (let i = 0; i < 128; i++) await send(calls.team.patient, patient.connection, therapist.connection);
    await expect(send(calls.team.patient, patient.connection, therapist.connection)).rejects.toEqual(
      refused('calls.too-many-signals'),
    );
    expect(await calls.clinic.get(CallSignals).take([therapist.connection])).toHaveLength(128);
    await send(calls.team.patient, patient.connection, therapist.connection);
    const large = `INSERT INTO call_signal (room_id, from_id, to_connection, body) VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), to_jsonb(repeat('x', 20001)))`;
    await expect(asOwner(large)).rejects.toThrow('call_signal_bounded');
  });

  it('stand in no log of the database that lasts', async () => {
    const [row] = await calls.clinic.get(Database).sql<{
      kept: string;
    }>`SELECT relpersistence AS kept FROM pg_class WHERE relname = 'call_signal'`;
    expect(row!.kept).toBe('u');
  });
});

describe('a password for the relay', () => {
  it('is for whoever is in an open call, for an hour, and hides where a patient is', async () => {
    const mint = (by: Caller) => calls.clinic.get(CallRelays).mint(by, calls.appointmentId);
    await expect(mint(calls.team.patient)).rejects.toEqual(refused('calls.not-admitted'));
    await calls.come(calls.team.patient);
    await expect(mint(calls.team.patient)).rejects.toEqual(refused('calls.not-admitted'));
    await calls.begin();
    const [own, staff] = [await mint(calls.team.patient), await mint(calls.team.therapist)];
    expect([own.relayOnly, staff.relayOnly]).toEqual([true, false]);
    expect(own.iceServers[0]!.urls).toEqual([TURN.TURN_URLS]);
    expect(own.iceServers[0]!.username).not.toBe(staff.iceServers[0]!.username);
    const [until, who] = own.iceServers[0]!.username.split(':');
    expect(Number(until) * 1_000 - Date.now()).toBeLessThanOrEqual(HOUR);
    expect(who).toBe(calls.partOf(await calls.read(calls.team.patient), calls.team.patient).participantId);
    await calls.acts().end(calls.team.therapist, calls.appointmentId);
    await expect(mint(calls.team.therapist)).rejects.toEqual(refused('calls.not-admitted'));
  });
});

describe('a patient who is lost', () => {
  it('is a row that calls people after five minutes, unless they come back', async () => {
    const { patient } = await calls.begin();
    await calls.clinic.get(CallPresence).disconnect(patient);
    const [due] = await calls.clinic.waiting(patientLost.name);
    const now = (await calls.clinic.get(Clock).now()).getTime();
    expect(Math.abs(due!.dueAt.getTime() - now - 5 * MINUTE)).toBeLessThan(MINUTE);
    expect(await calls.read(calls.team.therapist)).toMatchObject({ next: 'patient-lost', lostAt: expect.any(String) });
    await calls.connect(calls.team.patient, { connection: patient.connection, takesOver: false });
    expect(await calls.clinic.waiting(patientLost.name)).toEqual([]);
    expect(await calls.read(calls.team.therapist)).toMatchObject({ next: 'in-call', lostAt: null });
  });

  it('raises an alert that climbs, lets whoever is on call come, and ends when they are back; a second loss is another one', async () => {
    const onCall = await calls.clinic.person('physician');
    await calls.putOnCall(onCall);
    const { patient } = await calls.begin();
    const lose = async (screen: typeof patient) => {
      await calls.clinic.get(CallPresence).disconnect(screen);
      const { roomId: id, lossId } = (await calls.clinic.waiting(patientLost.name))[0]!.payload as {
        roomId: string;
        lossId: string;
      };
      await calls.clinic.transact((tx) => calls.clinic.get(CallLosses).escalate(tx, id, lossId));
      return { id, lossId };
    };
    const first = await lose(patient);
    expect(await calls.alerts('video_lost')).toMatchObject([
      { patientId: calls.team.patient.personId, ladder: 'now', closedAt: null },
    ]);
    expect((await calls.read(onCall)).mayRun).toBe(true);
    const again = (await calls.connect(calls.team.patient)).screen;
    expect(await calls.alerts('video_lost')).toMatchObject([{ closedAt: expect.any(Date) }]);
    await calls.clinic.transact((tx) => calls.clinic.get(CallLosses).escalate(tx, first.id, first.lossId)); // late: they are back
    await lose(again);
    expect((await calls.alerts('video_lost')).filter(({ closedAt }) => closedAt === null)).toHaveLength(1);
  });

  it('is not whoever came back by another process before the first one missed them, nor whose clinician had said goodbye', async () => {
    const { patient } = await calls.begin();
    const again = await calls.connect(calls.team.patient, { connection: patient.connection, takesOver: false });
    await calls.clinic.get(CallPresence).disconnect(patient);
    expect(calls.partOf(await calls.read(calls.team.therapist), calls.team.patient).presence).toBe('here');
    await calls.acts().leave(calls.team.therapist, calls.appointmentId);
    await calls.clinic.get(CallPresence).disconnect(again.screen);
    expect(await calls.clinic.waiting(patientLost.name)).toEqual([]);
  });

  it('is found when the process that had their screen was killed', async () => {
    await calls.begin();
    const id = await calls.roomId();
    await asOwner(
      `UPDATE call_participant SET seen_at = now() - interval '16 seconds' WHERE room_id = '${id}' AND role = 'patient'`,
    );
    await calls.clinic.get(CallLife).round();
    expect(await calls.clinic.waiting(patientLost.name)).toHaveLength(1);
    await calls.clinic.get(CallLife).round();
    expect(await calls.clinic.waiting(patientLost.name)).toHaveLength(1);
  });

  it('is nobody who left, or was still waiting, or whose call ended', async () => {
    const waiting = await calls.come(calls.team.patient);
    await calls.clinic.get(CallPresence).disconnect(waiting);
    expect(await calls.clinic.waiting(patientLost.name)).toEqual([]);
    const { patient } = await calls.begin();
    await calls.clinic.get(CallPresence).disconnect(patient);
    await calls.acts().end(calls.team.therapist, calls.appointmentId);
    expect(await calls.clinic.waiting(patientLost.name)).toEqual([]);
    await calls.come(calls.team.therapist);
    await calls.begin();
    await calls.acts().leave(calls.team.patient, calls.appointmentId);
    await calls.clinic.get(CallLife).round();
    expect(await calls.clinic.waiting(patientLost.name)).toEqual([]);
  });
});

describe('a patient who waits and nobody comes', () => {
  it('is a row that calls people five minutes after the start, until a clinician comes', async () => {
    await calls.putOnCall(await calls.clinic.person('prescriber'));
    await calls.come(calls.team.patient);
    const [{ payload, dueAt }] = (await calls.clinic.waiting(callUnattended.name)) as [
      { payload: { roomId: string; waitId: string }; dueAt: Date },
    ];
    expect(dueAt.getTime()).toBeGreaterThanOrEqual((await calls.clinic.get(Clock).now()).getTime() + 4 * MINUTE);
    await calls.clinic.transact((tx) => calls.clinic.get(CallWaits).escalate(tx, payload.roomId, payload.waitId));
    expect(await calls.alerts('call_unattended')).toMatchObject([{ ladder: 'urgent', closedAt: null }]);
    await calls.come(calls.team.therapist);
    expect(await calls.alerts('call_unattended')).toMatchObject([{ closedAt: expect.any(Date) }]);
    expect(await calls.clinic.waiting(callUnattended.name)).toEqual([]);
  });

  it('is also whoever is left alone in a call, and calls again for another wait', async () => {
    await calls.putOnCall(await calls.clinic.person('prescriber'));
    await calls.begin();
    for (const expected of [1, 2]) {
      await calls.acts().leave(calls.team.therapist, calls.appointmentId);
      expect((await calls.read(calls.team.patient)).next).toBe('in-call-alone');
      const [due] = await calls.clinic.waiting(callUnattended.name);
      const { roomId, waitId } = due!.payload as { roomId: string; waitId: string };
      await calls.clinic.transact((tx) => calls.clinic.get(CallWaits).escalate(tx, roomId, waitId));
      expect(await calls.alerts('call_unattended')).toHaveLength(expected);
      const { connection } = await calls.come(calls.team.therapist);
      expect(await calls.clinic.waiting(callUnattended.name)).toEqual([]);
      expect((await calls.alerts('call_unattended')).every(({ closedAt }) => closedAt)).toBe(true);
      expect(connection).toEqual(expect.any(String));
    }
    const last = await calls.come(calls.team.therapist);
    await calls.clinic.get(CallPresence).disconnect(last);
    expect(await calls.clinic.waiting(callUnattended.name)).toHaveLength(1);
  });

  it('calls nobody when the patient has gone meanwhile, and waits as long as a delay that was told', async () => {
    const screen = await calls.come(calls.team.patient);
    await calls.acts().sayLate(calls.team.therapist, calls.appointmentId, 30);
    const [{ payload, dueAt }] = (await calls.clinic.waiting(callUnattended.name)) as [
      { payload: { roomId: string; waitId: string }; dueAt: Date },
    ];
    expect(dueAt.getTime()).toBeGreaterThan((await calls.clinic.get(Clock).now()).getTime() + 30 * MINUTE);
    await calls.clinic.get(CallPresence).disconnect(screen);
    await calls.clinic.transact((tx) => calls.clinic.get(CallWaits).escalate(tx, payload.roomId, payload.waitId));
    expect(await calls.alerts('call_unattended')).toEqual([]);
  });
});

describe('a device', () => {
  it('is tried the day before, and staff see what came of it', async () => {
    const other = await calls.clinic.enrol();
    const tomorrow = await calls.book('preparation', 24 * 60, other);
    const check = { camera: 'works', microphone: 'silent', speaker: 'heard', network: 'relay', roundTripMs: 80 } as const;
    await calls.clinic.get(DeviceChecks).record(other.patient, tomorrow, check);
    await calls.clinic.get(DeviceChecks).record(other.therapist, tomorrow, { ...check, camera: 'refused' });
    expect(calls.partOf(await calls.read(other.therapist, tomorrow), other.patient).deviceCheck).toMatchObject(check);
    expect(calls.partOf(await calls.read(other.patient, tomorrow), other.therapist).deviceCheck).toBeNull();
    expect(calls.partOf(await calls.read(other.patient, tomorrow), other.patient).deviceCheck).toMatchObject(check);
    await expect(calls.clinic.get(DeviceChecks).record(calls.team.patient, tomorrow, check)).rejects.toEqual(
      refused('calls.not-found'),
    );
  });
});
