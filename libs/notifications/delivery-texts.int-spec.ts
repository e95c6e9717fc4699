import { randomUUID } from 'node:crypto';

import { Outbox } from '#platform';
import { asOwner, DIE } from '../../test/support/owner.js';
import { PushEndpoint } from '../../test/support/push-endpoint.js';
import { SmallClinic } from '../../test/support/small-clinic.js';
import { SmsServer } from '../../test/support/sms-server.js';
import { DeliveryService } from './delivery.service.js';
import { callDue, type Due, messageDue } from './messages.js';
import { NotificationsModule } from './notifications.module.js';
import { Planner } from './planner.js';
import { PushSubscriptionRepository } from './push-subscription.repository.js';

const ROUNDS = process.env['PROVE'] ? 1_000 : 30;
let clinic: SmallClinic;
let server: SmsServer;
let push: PushEndpoint;
beforeAll(async () => {
  server = await SmsServer.open();
  push = await PushEndpoint.open();
  Object.assign(process.env, server.env, { PUSH_HOSTS: '127.0.0.1' });
  clinic = await SmallClinic.open([NotificationsModule]);
});
beforeEach(() => {
  server.manner = 'take';
  server.isListing = true;
  server.taken.length = 0;
  push.status = 201;
});
afterAll(async () => {
  for (const name of [...Object.keys(server.env), 'PUSH_HOSTS']) delete process.env[name];
  await clinic.close();
  await server.close();
  await push.close();
});

type Sent = { due: Due; eventId: string };
async function due(channel: Due['channel'] = 'sms', isCall = false): Promise<Sent> {
  const { personId: recipientId } = await clinic.person('admin');
  const level = isCall ? { level: 3 } : {};
  const message: Due = { cause: randomUUID(), recipientId, channel, template: 'clinicAlert', subjectId: randomUUID(), ...level };
  const eventId = await clinic.transact(async (tx) => {
    const id = await clinic.get(Outbox).append(tx, isCall ? callDue : messageDue, message);
    clinic.get(Planner).note(tx, message, id, null);
    return id;
  });
  return { due: message, eventId };
}
const deliver = ({ due: message, eventId }: Sent) => clinic.get(DeliveryService).deliver(message, eventId);
const messageOf = ({ due: { cause } }: Sent, channel: Due['channel'] = 'sms') =>
  clinic.read.message.findFirst({
    where: { key: { startsWith: cause }, channel },
    select: { id: true, state: true, attempts: true, errorCode: true, providerRef: true },
  });
const textsFor = ({ due: { cause } }: Sent) =>
  clinic.read.message.count({ where: { key: { startsWith: cause }, channel: 'sms' } });
/** As if so much time had passed since the last try. */
const age = ({ due: { cause } }: Sent, seconds: number) =>
  clinic.read
    .$executeRaw`UPDATE message SET claimed_at = claimed_at - make_interval(secs => ${seconds}) WHERE starts_with(key, ${cause})`;
const unsure = { code: 'notifications.not-sure' };

describe('a text', () => {
  it('is sent once, with the name by which the provider knows it', async () => {
    const message = await due();
    expect(await messageOf(message)).toMatchObject({ state: 'planned', attempts: 0 });
    for (let i = 0; i < 3; i++) await deliver(message);
    expect(server.taken).toHaveLength(1);
    expect(await messageOf(message)).toMatchObject({ state: 'sent', attempts: 1, providerRef: server.taken[0]!.sid });
    expect(server.taken[0]!.callback).toContain((await messageOf(message))!.id);
  });

  it.each(['accept-then-500', 'accept-then-hang-up'] as const)(
    'that was taken by a provider that would %s is found, and not sent again',
    async (manner) => {
      const message = await due();
      server.manner = manner;
      await expect(deliver(message)).rejects.toMatchObject(unsure);
      expect(await messageOf(message)).toMatchObject({ state: 'unknown' });
      server.manner = 'take';
      server.isListing = false;
      await expect(deliver(message)).rejects.toMatchObject(unsure);
      server.isListing = true;
      await deliver(message);
      expect(server.taken).toHaveLength(1);
      expect(await messageOf(message)).toMatchObject({ state: 'sent', providerRef: server.taken[0]!.sid });
    },
  );

  it('that was lost on the way is sent again once the provider surely does not have it', async () => {
    const message = await due();
    server.manner = 'hang-up-before';
    await expect(deliver(message)).rejects.toMatchObject(unsure);
    server.manner = 'take';
    await expect(deliver(message)).rejects.toMatchObject(unsure);
    expect(server.taken).toEqual([]);
    await age(message, 31);
    await deliver(message);
    expect([server.taken.length, (await messageOf(message))!.state]).toEqual([1, 'sent']);
  });

  it('by which somebody is called does not wait for that', async () => {
    const message = await due('sms', true);
    server.manner = 'hang-up-before';
    await expect(deliver(message)).rejects.toMatchObject(unsure);
    server.manner = 'take';
    await deliver(message);
    expect(server.taken).toHaveLength(1);
  });

  it('is not taken for another with the same words', async () => {
    const first = await due();
    await deliver(first);
    const second = { due: { ...first.due, cause: randomUUID() }, eventId: '' };
    second.eventId = await clinic.transact((tx) => clinic.get(Outbox).append(tx, messageDue, second.due));
    server.manner = 'hang-up-before';
    await expect(deliver(second)).rejects.toMatchObject(unsure);
    server.manner = 'take';
    await age(second, 31);
    await deliver(second);
    expect(server.taken).toHaveLength(2);
  });

  it.each([
    ['bad-number', 'undeliverable'],
    ['opted-out', 'opted-out'],
  ] as const)('to a %s goes by e-mail, and the number is remembered as %s', async (manner, state) => {
    const message = await due();
    server.manner = manner;
    await deliver(message);
    expect(await messageOf(message)).toMatchObject({ state: 'undeliverable' });
    expect(await messageOf(message, 'email')).toMatchObject({ state: 'planned' });
    const marks = await clinic.read.addressState.findMany({ select: { state: true, print: true } });
    expect(marks.map((mark) => mark.state)).toEqual([state]);
    expect(marks[0]!.print).not.toContain('0199');
    await clinic.read.addressState.deleteMany();
  });
});

describe('a process that dies', () => {
  const dies = (table: string, when: string) =>
    asOwner(`${DIE}; CREATE TRIGGER die ${when} ON ${table} FOR EACH ROW EXECUTE FUNCTION die()`);
  const lives = () => asOwner('DROP FUNCTION die CASCADE');

  it.each([
    ['before it has taken the message on', 'message', 'BEFORE UPDATE OF attempts'],
    ['before it has written down what was answered', 'message', 'BEFORE UPDATE OF provider_ref'],
    ['before the row is done', 'outbox_event', 'BEFORE UPDATE OF done_at'],
  ])('%s leaves one text, whoever goes on', async (_, table, when) => {
    const message = await due();
    await dies(table, when);
    await expect(deliver(message)).rejects.toMatchObject({ kind: 'unavailable' });
    await lives();
    await deliver(message);
    await deliver(message);
    expect([server.taken.length, (await messageOf(message))!.state, await textsFor(message)]).toEqual([1, 'sent', 1]);
  });

  it.each(['take', 'hang-up-before', 'accept-then-hang-up'] as const)(
    'while a provider that would %s has it leaves one text',
    async (manner) => {
      const message = await due();
      await dies('message', 'BEFORE UPDATE OF provider_ref'); // so nobody hears the answer
      server.manner = manner;
      await expect(deliver(message)).rejects.toMatchObject({ kind: 'unavailable' });
      await lives();
      server.manner = 'take';
      await age(message, 31);
      await deliver(message);
      expect([server.taken.length, (await messageOf(message))!.state]).toEqual([1, 'sent']);
    },
  );
});

describe('cancelling against sending', () => {
  it('sends what was taken on before, and nothing else', async () => {
    const { due: message } = await due();
    let sent = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const [key, cause] = [`reminder:${randomUUID()}`, `${message.cause}:${round}`];
      const each = { ...message, cause };
      const eventId = await clinic.transact(async (tx) => {
        const id = await clinic.get(Outbox).append(tx, messageDue, each, { key });
        clinic.get(Planner).note(tx, each, id, null);
        return id;
      });
      const voiding = async () => {
        await new Promise((done) => setTimeout(done, Math.random() * 12));
        return clinic.transact((tx) => clinic.get(Outbox).void(tx, key));
      };
      const before = server.taken.length;
      await Promise.all([voiding(), deliver({ due: each, eventId })]);
      const state = (await clinic.read.message.findFirstOrThrow({ where: { key: { startsWith: cause } } })).state;
      expect([state, server.taken.length - before]).toEqual(state === 'voided' ? ['voided', 0] : ['sent', 1]);
      sent += server.taken.length - before;
    }
    expect(sent).toBeLessThanOrEqual(ROUNDS);
  });
});

describe('a notification', () => {
  it('is shown in every browser, and one that is gone is forgotten', async () => {
    const message = await due('push');
    const { recipientId } = message.due;
    await clinic.transact((tx) => clinic.get(PushSubscriptionRepository).add(tx, recipientId, push.subscription));
    await deliver(message);
    expect(push.shown).toEqual([
      { title: 'Something needs you', text: 'Hearth: there is a new alert of the clinic.', tag: expect.any(String) },
    ]);
    push.status = 410;
    const second = { due: { ...message.due, cause: randomUUID() }, eventId: '' };
    second.eventId = await clinic.transact((tx) => clinic.get(Outbox).append(tx, messageDue, second.due));
    await deliver(second);
    expect(await clinic.read.pushSubscription.count({ where: { personId: recipientId } })).toBe(0);
    expect(await messageOf(second, 'push')).toMatchObject({ state: 'undeliverable', errorCode: 'push-410' });
    expect(await messageOf(second, 'email')).toMatchObject({ state: 'planned' });
  });
});
