import type { Caller } from '#identity';
import { Clock, Database } from '#platform';
import { SmallCall } from '../../test/support/small-call.js';
import { CallNotices } from './call-notices.service.js';
import { CapturedMailbox } from './captured-mailbox.service.js';
import { DeliveryService } from './delivery.service.js';
import type { Due } from './messages.js';
import { NotificationsModule } from './notifications.module.js';

const calls = new SmallCall();
beforeAll(() => calls.open([NotificationsModule]));
beforeEach(async () => {
  await calls.renew();
  for (const { personId } of Object.values(calls.team)) await sleepsNow(personId);
});
afterAll(() => calls.close());

/** Quiet hours from an hour ago until an hour from now. */
async function sleepsNow(personId: string): Promise<void> {
  const now = await calls.clinic.get(Clock).now();
  const local = (now.getUTCHours() * 60 + now.getUTCMinutes() - 7 * 60 + 1_440) % 1_440;
  const [quietFromMin, quietToMin] = [(local + 1_380) % 1_440, (local + 60) % 1_440];
  await calls.clinic.read.contactPreference.create({ data: { personId, quietFromMin, quietToMin } });
}
const waiting = (of: Caller) =>
  calls.clinic.get(Database).sql<{ id: string; payload: Due; isNow: boolean }>`
    SELECT id, payload, due_at <= app_now() AS "isNow" FROM outbox_event
    WHERE name LIKE 'notifications.%' AND done_at IS NULL AND voided_at IS NULL AND payload ->> 'recipientId' = ${of.personId}
    ORDER BY created_at, payload ->> 'channel'`;
const rowsOf = async (name: string) => calls.clinic.waiting(name);
/** What reaches somebody now. */
async function received(of: Caller) {
  for (const { id, payload, isNow } of await waiting(of)) if (isNow) await calls.clinic.get(DeliveryService).deliver(payload, id);
  const { messages } = await calls.clinic.get(CapturedMailbox).list({ limit: 50, recipientId: of.personId });
  return messages.map(({ channel, text }) => ({ channel, text }));
}
const link = () => `/call/${calls.appointmentId}`;

describe('a patient who waits elsewhere', () => {
  const ready = async () => {
    const [row] = await rowsOf('calls.ready-said');
    const awayId = String(row!.payload['awayId']);
    await calls.clinic.transact((tx) => calls.clinic.get(CallNotices).ready(tx, awayId));
  };

  it('is told at once by their own channel, in their quiet hours, once, and in words that say nothing', async () => {
    await calls.acts().waitElsewhere(calls.team.patient, calls.appointmentId);
    await calls.acts().sayReady(calls.team.therapist, calls.appointmentId);
    await ready();
    await ready();
    const [message, ...more] = await received(calls.team.patient);
    expect(more).toEqual([]);
    expect(message).toEqual({ channel: 'sms', text: expect.stringContaining(link()) });
    expect(message!.text).not.toMatch(/Some|therapist|Test clinic/);
  });

  it('is told nothing when they are back already', async () => {
    await calls.acts().waitElsewhere(calls.team.patient, calls.appointmentId);
    await calls.acts().sayReady(calls.team.therapist, calls.appointmentId);
    const [row] = await rowsOf('calls.ready-said');
    await calls.come(calls.team.patient);
    await calls.clinic.transact((tx) => calls.clinic.get(CallNotices).ready(tx, String(row!.payload['awayId'])));
    expect(await received(calls.team.patient)).toEqual([]);
  });
});

describe('the bell', () => {
  it('reaches whoever leads the call by what they prefer, and nobody once somebody has come', async () => {
    await calls.clinic.read.contactPreference.update({
      where: { personId: calls.team.therapist.personId },
      data: { sms: false },
    });
    await calls.come(calls.team.patient);
    const [row] = await rowsOf('calls.bell-due');
    const about = row!.payload as { roomId: string; waitId: string };
    const ring = (eventId: string) => calls.clinic.transact((tx) => calls.clinic.get(CallNotices).bell(tx, about, eventId));
    await ring('0f0f0f0f-0000-4000-8000-000000000001');
    await ring('0f0f0f0f-0000-4000-8000-000000000001');
    expect(await received(calls.team.therapist)).toEqual([{ channel: 'email', text: expect.stringContaining(link()) }]);
    expect(await received(calls.team.prescriber)).toEqual([]);
    await calls.come(calls.team.therapist);
    await ring('0f0f0f0f-0000-4000-8000-000000000002');
    expect(await received(calls.team.therapist)).toHaveLength(1);
  });
});
