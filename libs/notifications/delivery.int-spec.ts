import { randomUUID } from 'node:crypto';

import { Outbox } from '#platform';
import { MailServer } from '../../test/support/mail-server.js';
import { asOwner, DIE } from '../../test/support/owner.js';
import { SmallClinic } from '../../test/support/small-clinic.js';
import { DeliveryService } from './delivery.service.js';
import { type Due, messageDue } from './messages.js';
import { NotificationsModule } from './notifications.module.js';

let clinic: SmallClinic;
afterEach(async () => {
  delete process.env['SMTP_URL'];
  await clinic.read.clinicSettings.deleteMany();
  await clinic.close();
});

/** A message of the clinic to a new admin, as a pending outbox row. */
async function due(channel: Due['channel'] = 'email'): Promise<{ due: Due; eventId: string }> {
  const { personId: recipientId } = await clinic.person('admin');
  const message: Due = { cause: randomUUID(), recipientId, channel, template: 'clinicAlert', subjectId: randomUUID() };
  const eventId = await clinic.transact((tx) => clinic.get(Outbox).append(tx, messageDue, message));
  return { due: message, eventId };
}
const deliver = (of: { due: Due; eventId: string }) => clinic.get(DeliveryService).deliver(of.due, of.eventId);
const messageOf = ({ due: { cause } }: { due: Due }) =>
  clinic.read.message.findFirst({
    where: { key: { startsWith: cause } },
    select: { state: true, attempts: true, errorCode: true, captured: { select: { text: true } } },
  });
const captured = ({ due: { cause } }: { due: Due }) =>
  clinic.read.capturedMessage.count({ where: { message: { key: { startsWith: cause } } } });
const isDone = async ({ eventId }: { eventId: string }) =>
  (await clinic.read.outboxEvent.findUniqueOrThrow({ where: { id: eventId } })).doneAt !== null;
const alertsAbout = (subjectId: string) =>
  clinic.read.clinicAlert.findMany({ where: { subjectId }, select: { kind: true, level: true } });
const failed = [{ kind: 'message_failed', level: 1 }];

describe('into the captured mailbox', () => {
  beforeEach(async () => {
    clinic = await SmallClinic.open([NotificationsModule]);
  });

  it('a message arrives once, also when two deliver it at once and again later', async () => {
    const message = await due();
    await Promise.all([deliver(message), deliver(message), deliver(message)]);
    await deliver(message);
    expect(await messageOf(message)).toMatchObject({ state: 'sent', attempts: 1, captured: { text: expect.any(String) } });
    expect([await isDone(message), await captured(message)]).toEqual([true, 1]);
  });

  it('a message arrives once when the same cause is told twice', async () => {
    const message = await due();
    const eventId = await clinic.transact((tx) => clinic.get(Outbox).append(tx, messageDue, message.due));
    await deliver(message);
    await deliver({ ...message, eventId });
    expect([await isDone({ eventId }), await captured(message)]).toEqual([true, 1]);
  });

  it('a crash in between leaves nothing, and the next try delivers', async () => {
    const message = await due();
    await asOwner(`${DIE}; CREATE TRIGGER die AFTER INSERT ON captured_message FOR EACH ROW EXECUTE FUNCTION die()`);
    await expect(deliver(message)).rejects.toMatchObject({ kind: 'unavailable' });
    expect([await messageOf(message), await isDone(message)]).toEqual([null, false]);
    await asOwner('DROP FUNCTION die CASCADE');
    await deliver(message);
    expect(await messageOf(message)).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it('a message that was voided is not sent, whichever of the two comes first', async () => {
    const { due: message } = await due();
    for (let round = 0; round < 20; round++) {
      const key = `reminder:${randomUUID()}`;
      const cause = `${message.cause}:${round}`;
      const eventId = await clinic.transact((tx) => clinic.get(Outbox).append(tx, messageDue, { ...message, cause }, { key }));
      const voiding = clinic.transact((tx) => clinic.get(Outbox).void(tx, key));
      const [voided] = await Promise.all([voiding, deliver({ due: { ...message, cause }, eventId })]);
      expect(await clinic.read.message.count({ where: { key: { startsWith: cause } } })).toBe(1 - voided);
    }
  });

  it('a message that reaches nobody any more becomes an alert', async () => {
    const message = await due();
    const of = { where: { id: message.due.recipientId } };
    await clinic.read.person.update({ ...of, data: { emailSealed: null, phoneSealed: null } });
    await deliver(message);
    expect([await alertsAbout(message.eventId), await isDone(message)]).toEqual([failed, true]);
  });
});

describe('by SMTP', () => {
  let server: MailServer;
  beforeEach(async () => {
    server = await MailServer.open();
    process.env['SMTP_URL'] = server.url;
    clinic = await SmallClinic.open([NotificationsModule]);
  });
  afterEach(() => server.close());

  it('a message is sent once, and texts stay in the mailbox', async () => {
    const [message, text] = [await due(), await due('sms')];
    for (const each of [message, message, text]) await deliver(each);
    expect(server.taken).toHaveLength(1);
    expect(await messageOf(message)).toMatchObject({ state: 'sent', captured: null });
    expect((await messageOf(text))?.captured).not.toBeNull();
  });

  it('what the server has not taken goes again, until it has', async () => {
    const message = await due();
    server.manner = 'busy';
    for (let i = 0; i < 3; i++) await expect(deliver(message)).rejects.toMatchObject({ code: 'notifications.not-taken' });
    expect([await messageOf(message), await isDone(message)]).toMatchObject([{ state: 'failed', errorCode: 'smtp-450' }, false]);
    server.manner = 'take';
    await deliver(message);
    expect([await messageOf(message), await isDone(message)]).toMatchObject([{ state: 'sent', attempts: 4 }, true]);
    expect([server.taken.length, await alertsAbout(message.eventId)]).toEqual([1, []]);
  });

  it('what the server refuses goes by the next channel, and so does what comes after it', async () => {
    const message = await due();
    server.manner = 'refuse';
    await deliver(message);
    expect(await messageOf(message)).toMatchObject({ state: 'undeliverable', errorCode: 'smtp-550' });
    expect([await alertsAbout(message.eventId), await isDone(message)]).toEqual([[], true]);
    const channelsOf = async ({ due: { cause } }: typeof message) =>
      (await clinic.waiting('notifications.message-due')).flatMap(({ payload }) =>
        payload['cause'] === cause ? [payload['channel']] : [],
      );
    expect(await channelsOf(message)).toEqual(['sms']);
    server.manner = 'take';
    const another = { due: { ...message.due, cause: randomUUID() }, eventId: '' };
    another.eventId = await clinic.transact((tx) => clinic.get(Outbox).append(tx, messageDue, another.due));
    await deliver(another);
    expect([server.taken.length, await messageOf(another)]).toMatchObject([0, { state: 'planned', attempts: 0 }]);
    expect(await channelsOf(another)).toEqual(['sms']);
  });

  it('what the server refuses becomes an alert when nothing else reaches its recipient', async () => {
    const message = await due();
    await clinic.read.person.update({ where: { id: message.due.recipientId }, data: { phoneSealed: null } });
    server.manner = 'refuse';
    await deliver(message);
    expect([await alertsAbout(message.eventId), await isDone(message)]).toEqual([failed, true]);
  });

  it('what may have been taken is not sent a second time, and becomes an alert', async () => {
    const message = await due();
    server.manner = 'hang-up-after-text';
    await deliver(message);
    server.manner = 'take';
    await deliver(message);
    expect(await messageOf(message)).toMatchObject({ state: 'unknown' });
    expect([server.taken.length, await alertsAbout(message.eventId), await isDone(message)]).toEqual([1, failed, true]);
  });

  it('a try that never came back is nothing to guess about: an alert', async () => {
    const message = await due();
    const { recipientId, channel, template, subjectId, cause } = message.due;
    const key = `${cause}|${recipientId}|${channel}`;
    await clinic.read.message.create({ data: { id: randomUUID(), key, recipientId, channel, template, subjectId } });
    await deliver(message);
    expect(await messageOf(message)).toMatchObject({ state: 'unknown', errorCode: 'interrupted' });
    expect([server.taken.length, await alertsAbout(message.eventId)]).toEqual([0, failed]);
  });
});
