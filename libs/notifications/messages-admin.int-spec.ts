import { randomUUID } from 'node:crypto';
import { CareService } from '#care';
import type { Caller } from '#identity';
import { IdentityService } from '#identity';
import { Clock, Outbox } from '#platform';
import { SmallClinic } from '../../test/support/small-clinic.js';
import { SmsServer } from '../../test/support/sms-server.js';
import { ContactService } from './contact.service.js';
import { DeliveryService } from './delivery.service.js';
import { DispatchService } from './dispatch.service.js';
import { MessageListService } from './message-list.service.js';
import { MessageLogService } from './message-log.service.js';
import { type Due, messageDue } from './messages.js';
import { NotificationsModule } from './notifications.module.js';
import { OwnMessagesService } from './own-messages.service.js';
import { Planner } from './planner.js';
import { TemplatesService } from './templates.service.js';
import { type FromProvider, TextAnswersService } from './text-answers.service.js';
import { twilioSignature } from './twilio-signature.js';

const HOUR = 3_600_000;
let clinic: SmallClinic;
let server: SmsServer;
let admin: Caller;
beforeAll(async () => {
  server = await SmsServer.open();
  Object.assign(process.env, server.env, { PUBLIC_URL: 'https://clinic.example' });
  clinic = await SmallClinic.open([NotificationsModule]);
  admin = await clinic.person('admin');
});
afterAll(async () => {
  for (const name of [...Object.keys(server.env), 'PUBLIC_URL']) delete process.env[name];
  await clinic.close();
  await server.close();
});

/** Something for one person, planned as it always is. */
async function planned(recipientId: string, channel: Due['channel'] = 'sms', more: Partial<Due> = {}) {
  const due: Due = { cause: randomUUID(), recipientId, channel, template: 'clinicAlert', subjectId: randomUUID(), ...more };
  const eventId = await clinic.transact(async (tx) => {
    const id = await clinic.get(Outbox).append(tx, messageDue, due);
    clinic.get(Planner).note(tx, due, id, null);
    return id;
  });
  return { due, eventId };
}
const deliver = ({ due, eventId }: { due: Due; eventId: string }) => clinic.get(DeliveryService).deliver(due, eventId);
const rowOf = (cause: string, channel: Due['channel'] = 'sms') =>
  clinic.read.message.findFirstOrThrow({ where: { key: { startsWith: cause }, channel } });
const signed = (path: string, form: Record<string, string>): FromProvider => ({
  ...{ path, form },
  signature: twilioSignature(server.token, `https://clinic.example${path}`, form),
});

describe('what the provider of texts says', () => {
  const answers = () => clinic.get(TextAnswersService);
  const say = (id: string, status: string, more: Record<string, string> = {}) => {
    const path = `/v1/webhooks/sms/status/${id}`;
    return answers().status(signed(path, { MessageSid: 'SM1', MessageStatus: status, To: '+12125550199', ...more }), id);
  };

  it('counts once, in any order, and only when it is signed', async () => {
    const message = await planned(admin.personId);
    await deliver(message);
    const { id } = await rowOf(message.due.cause);
    for (const word of ['sent', 'delivered', 'sent', 'queued', 'delivered', 'undelivered', 'nonsense']) await say(id, word);
    expect(await rowOf(message.due.cause)).toMatchObject({ state: 'delivered', deliveredAt: expect.any(Date) });
    const path = `/v1/webhooks/sms/status/${id}`;
    const unsigned = answers().status({ ...signed(path, { MessageStatus: 'failed' }), signature: 'x' }, id);
    await expect(unsigned).rejects.toMatchObject({ code: 'notifications.not-signed' });
    await expect(say(randomUUID(), 'delivered')).resolves.toBeUndefined();
  });

  it('ends the doubt about a text whose answer was lost', async () => {
    const message = await planned(admin.personId);
    server.manner = 'accept-then-500';
    await expect(deliver(message)).rejects.toMatchObject({ code: 'notifications.not-sure' });
    server.manner = 'take';
    await say((await rowOf(message.due.cause)).id, 'delivered');
    const before = server.taken.length;
    await deliver(message);
    expect([(await rowOf(message.due.cause)).state, server.taken.length]).toEqual(['delivered', before]);
  });

  it('that a text did not arrive sends it by the next channel, once', async () => {
    const message = await planned(admin.personId);
    await deliver(message);
    const { id } = await rowOf(message.due.cause);
    for (let i = 0; i < 3; i++) await say(id, 'undelivered', { ErrorCode: '30005' });
    expect(await rowOf(message.due.cause)).toMatchObject({ state: 'undeliverable', errorCode: 'sms-30005' });
    const next = await clinic.read.message.findMany({ where: { key: { startsWith: message.due.cause }, channel: 'email' } });
    expect(next.map(({ state }) => state)).toEqual(['planned']);
    expect(await clinic.read.addressState.findMany({ select: { state: true, reason: true } })).toEqual([
      { state: 'undeliverable', reason: 'sms-30005' },
    ]);
    await clinic.read.addressState.deleteMany();
  });

  it('STOP holds for the number until START, and everything else is told whom to call', async () => {
    const receive = (Body: string) => {
      const path = '/v1/webhooks/sms/inbound';
      return answers().received(signed(path, { From: '+1 (212) 555-0199', Body, MessageSid: 'SM2' }));
    };
    const channelFor = async () => {
      const notice = { cause: randomUUID(), subjectId: randomUUID(), template: 'clinicAlert', channel: 'sms' } as const;
      await clinic.transact((tx) => clinic.get(DispatchService).tell(tx, notice, [admin.personId]));
      return (await clinic.read.message.findMany({ where: { key: { startsWith: notice.cause } } })).map(({ channel }) => channel);
    };
    expect(await channelFor()).toEqual(['sms']);
    for (let i = 0; i < 2; i++) expect(await receive('STOP')).toMatch(/<Response><\/Response>$/);
    expect(await channelFor()).toEqual(['email']);
    const own = await clinic.get(ContactService).read(admin);
    expect(own.channels.find(({ channel }) => channel === 'sms')).toMatchObject({ state: 'opted-out', address: '… 0199' });
    expect(await receive('START')).toMatch(/<Response><\/Response>$/);
    expect(await channelFor()).toEqual(['sms']);
    expect(await receive('I cannot come')).toContain('call Test clinic: +1 212 555 0100');
    const { phone } = await clinic.get(CareService).settings(clinic.read);
    expect(await receive('HELP')).toContain(phone);
  });
});

describe('all messages', () => {
  it('come page by page, those that did not arrive first, and none twice', async () => {
    const { personId } = await clinic.person('patient');
    for (let i = 0; i < 5; i++) await planned(personId, 'email');
    await clinic.read.message.updateMany({ where: { recipientId: personId }, data: { plannedAt: new Date() } }); // all at one moment
    const [failed] = await clinic.read.message.findMany({ where: { recipientId: personId }, take: 1 });
    await clinic.read.message.update({ where: { id: failed!.id }, data: { state: 'undeliverable', errorCode: 'smtp-550' } });
    const list = clinic.get(MessageListService);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list.list(admin, { show: 'all', recipientId: personId, limit: 2, cursor });
      seen.push(...page.messages.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect([seen.length, new Set(seen).size, seen[0]]).toEqual([5, 5, failed!.id]);
    const open = await list.list(admin, { show: 'open', recipientId: personId, limit: 50 });
    expect(open.messages).toMatchObject([{ id: failed!.id, isOpen: true, recipientName: 'Some patient', errorCode: 'smtp-550' }]);
    expect((await list.list(admin, { show: 'all', cursor: 'nonsense', limit: 1 })).messages).toHaveLength(1);
  });

  it('show reminders from the moment of the booking, and which were taken back', async () => {
    const team = await clinic.enrol();
    const { DosingBookingsService, CancellationService } = await import('#integration');
    const startsAt = await clinic.at(2, 10);
    const booked = await clinic.get(DosingBookingsService).book(team.patient, team.patient.personId, startsAt);
    const { reminders } = await clinic.get(MessageListService).list(admin, { show: 'planned', limit: 10 });
    const ofSession = reminders.filter((reminder) => reminder.startsAt === startsAt.toISOString());
    expect(ofSession.map(({ kind, sendsAt }) => [kind, (startsAt.getTime() - Date.parse(sendsAt)) / HOUR])).toContainEqual([
      't-24h',
      24,
    ]);
    await clinic.get(CancellationService).cancel(team.patient, booked.sessionId, 'patient-request');
    const { reminders: left } = await clinic.get(MessageListService).list(admin, { show: 'planned', limit: 10 });
    expect(left.filter((reminder) => reminder.startsAt === startsAt.toISOString())).toEqual([]);
  });

  it('are sent again for a cause of their own, without their secret links on the screen', async () => {
    const message = await planned(admin.personId, 'email');
    await deliver(message);
    const { id } = await rowOf(message.due.cause, 'email');
    await clinic.get(MessageLogService).remedy(admin, id, 'send-again');
    await clinic.get(MessageLogService).remedy(admin, id, 'send-again');
    const again = await clinic.read.message.findMany({ where: { key: { startsWith: `again:${id}` } } });
    expect(again.map(({ state, template }) => [state, template])).toEqual(Array(2).fill(['planned', 'clinicAlert']));
    const missing = clinic.get(MessageLogService).read(admin, randomUUID());
    await expect(missing).rejects.toMatchObject({ code: 'notifications.not-found' });
    const waiting = clinic.get(MessageLogService).remedy(admin, again[0]!.id, 'send-again');
    await expect(waiting).rejects.toMatchObject({ code: 'notifications.arrived' });
  });
});

describe('the words of a clinic', () => {
  const words = { subject: 'See you {soon}', text: 'See you on {when}. Bring a blanket.' };
  it('are kept as versions, used from then on, and taken back to those of the program', async () => {
    const templates = clinic.get(TemplatesService);
    const changed = await templates.change(admin, 'reminder', { basedOn: 0, words, reason: 'Warmer' });
    expect(changed).toMatchObject({ own: words, version: 1 });
    const late = templates.change(admin, 'reminder', { basedOn: 0, words, reason: 'Warmer' });
    await expect(late).rejects.toMatchObject({ code: 'notifications.template-changed' });
    const back = await templates.change(admin, 'reminder', { basedOn: 1, words: null, reason: 'As before' });
    expect([back.own, back.version, back.versions.length]).toEqual([null, 2, 2]);
  });

  it('are refused when they say too much, also by a name, and cannot replace what people are called by', async () => {
    const templates = clinic.get(TemplatesService);
    await clinic.transact((tx) =>
      clinic.get(IdentityService).add(tx, { role: 'therapist', displayName: 'Iris Quillfeather', zone: 'UTC' }),
    );
    const bad = { ...words, text: `${words.text} Your ketamine session with Iris Quillfeather.` };
    await expect(templates.change(admin, 'reminder', { basedOn: 2, words: bad, reason: 'No' })).rejects.toMatchObject({
      code: 'notifications.refused-words',
      facts: { findings: ['health-word: ketamine', 'health-word: session', 'name: Quillfeather'] },
    });
    const fixed = templates.change(admin, 'emergencyPrompt', { basedOn: 0, words, reason: 'No' });
    await expect(fixed).rejects.toMatchObject({ code: 'notifications.fixed-template' });
  });

  it('are shown to somebody in the clinic’s zone, and in another one with both', async () => {
    const { findings, previews } = await clinic.get(TemplatesService).preview('reminder', words);
    expect([findings, previews.map(({ zone }) => zone)]).toEqual([[], ['America/Phoenix', 'Asia/Kathmandu']]);
    expect(previews.map(({ text }) => text.includes('at the clinic)'))).toEqual([false, true]);
  });
});

describe('somebody’s own wishes', () => {
  it('decide the channel and the hour, and stay on record', async () => {
    const patient = await clinic.person('patient');
    const contact = clinic.get(ContactService);
    const { zone, channels, pushKey, ...usual } = await contact.read(patient);
    expect([zone, channels.map(({ state }) => state), usual.quietFromMin]).toEqual([
      'America/Phoenix',
      ['good', 'good', 'none'],
      1_260,
    ]);
    expect(pushKey).toHaveLength(87);
    const wanted = { ...usual, email: false, quietFromMin: 20 * 60, quietToMin: 7 * 60 };
    await contact.change(patient, wanted);
    const at = (await clinic.at(2, 22)).getTime(); // in the night; useful until noon
    const notice = { cause: randomUUID(), subjectId: randomUUID(), template: 'clinicAlert', channel: 'email' } as const;
    const timing = { at, useUntil: at + 14 * HOUR };
    await clinic.transact((tx) => clinic.get(DispatchService).tell(tx, notice, [patient.personId], timing));
    const row = await rowOf(notice.cause);
    expect([row.channel, row.dueAt]).toEqual(['sms', await clinic.at(3, 7)]);
    const consents = await clinic.read.channelConsent.findMany({ where: { personId: patient.personId } });
    expect(consents.map(({ channel, isGiven }) => [channel, isGiven])).toEqual([['email', false]]);
  });

  it('are tried by a test, once a minute, and only where something arrives', async () => {
    const contact = clinic.get(ContactService);
    await contact.test(admin, 'sms');
    await expect(contact.test(admin, 'sms')).rejects.toMatchObject({ code: 'notifications.too-soon' });
    await expect(contact.test(admin, 'push')).rejects.toMatchObject({ code: 'notifications.channel-closed' });
  });

  it('change what is planned already: it goes another way, at another time, or not at all', async () => {
    const patient = await clinic.person('patient');
    const contact = clinic.get(ContactService);
    const { zone: _, channels: __, pushKey: ___, ...usual } = await contact.read(patient);
    const always = { ...usual, quietFromMin: 0, quietToMin: 0 };
    const now = (await clinic.get(Clock).now()).getTime();
    await contact.change(patient, always);
    const message = await planned(patient.personId, 'email', { useUntil: new Date(now + HOUR).toISOString() });
    await contact.change(patient, { ...always, email: false });
    await deliver(message);
    expect((await rowOf(message.due.cause)).state).toBe('planned');
    const late = await planned(patient.personId, 'sms', { useUntil: new Date(now - HOUR).toISOString() });
    await deliver(late);
    expect(await rowOf(late.due.cause)).toMatchObject({ state: 'moot', errorCode: 'late' });
  });

  it('include a list of their own, with what they have not read', async () => {
    const patient = await clinic.person('patient');
    const own = clinic.get(OwnMessagesService);
    const message = await planned(patient.personId, 'inbox');
    for (let i = 0; i < 2; i++) await deliver(message);
    const { messages, unread } = await own.list(patient);
    expect([messages.map(({ subject }) => subject), unread]).toEqual([['Something needs you'], 1]);
    await own.read(patient, messages[0]!.sentAt);
    expect((await own.list(patient)).unread).toBe(0);
    expect((await own.list(admin)).messages).toEqual([]);
  });
});
