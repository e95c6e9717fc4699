import { randomUUID } from 'node:crypto';

import { type Config, Outbox, requireConfig } from '#platform';
import { DebianMailServer } from '../../test/support/debian-mail-server.mjs';
import { SmallClinic } from '../../test/support/small-clinic.js';
import { DeliveryService } from './delivery.service.js';
import { MailTransport } from './mail-transport.js';
import { type Due, messageDue } from './messages.js';
import { NotificationsModule } from './notifications.module.js';
import type { Answer } from './transport.js';

const text = {
  subject: 'Your appointment is soon',
  text: 'Your appointment: Monday, 4 January, 10:00.\n.\nA line that begins with a point.',
};
let server: DebianMailServer;
/** Silence lasts as long as the transport has patience: it is listened to while the other tests run. */
let silence: ReturnType<MailTransport['send']>;
const transport = (smtpUrl = server.url()) =>
  new MailTransport({ ...requireConfig({}), smtpUrl, publicUrl: 'https://clinic.example' } as Config);
const taken = (reference: string) => server.taken().filter(({ envelope }) => envelope.includes(`<${reference}@clinic.example>`));

beforeAll(async () => {
  server = await DebianMailServer.start();
  silence = transport().send('rosa@test.example', { ...text, subject: 'slow' }, 'ref-6');
});
afterEach(() => server.setBusy(false));
afterAll(() => server?.stop());

describe('a mail server of Debian', () => {
  it('takes a message of whoever has signed in over TLS, whole, once and with our reference', async () => {
    expect(await transport().send('rosa@test.example', text, 'ref-1')).toEqual({ result: 'taken', code: null });
    const [message, ...more] = taken('ref-1');
    expect([message!.text.trimEnd().replaceAll('\r', ''), more]).toEqual([text.text, []]);
    expect(message!.envelope).toMatch(/rosa@test\.example/);
    expect(message!.envelope).toMatch(/X=TLS1\.[23]|-tls_cipher TLS1\.[23]/);
    expect(message!.envelope).toMatch(/hearth/); // who has signed in
  });

  it('takes what goes with it', async () => {
    const file = {
      filename: 'appointment.ics',
      contentType: 'text/calendar; charset=utf-8; method=REQUEST',
      content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
    };
    await transport().send('rosa@test.example', text, 'ref-file', [file]);
    expect(taken('ref-file')[0]!.text).toContain('filename=appointment.ics');
  });

  it('is sent nothing when nobody vouches for its certificate, nor without a sign-in, nor with a wrong one', async () => {
    const tries = [server.url({ isTrusted: false }), server.url({ user: '' }), server.url({ password: 'wrong' })];
    const answers: Answer[] = [];
    for (const url of tries) answers.push(await transport(url).send('rosa@test.example', text, 'ref-2'));
    expect(answers.map(({ result, address }) => [result, address])).toEqual([
      ['not-taken', undefined],
      ['refused', undefined], // it says who sends is not let in: nothing is learnt of the address
      ['not-taken', undefined],
    ]);
    expect(taken('ref-2')).toEqual([]);
  });

  it('says later, and takes it when it is asked again', async () => {
    server.setBusy(true);
    expect(await transport().send('rosa@test.example', text, 'ref-3')).toEqual({ result: 'not-taken', code: 'smtp-451' });
    server.setBusy(false);
    expect(await transport().send('rosa@test.example', text, 'ref-3')).toMatchObject({ result: 'taken' });
    expect(taken('ref-3')).toHaveLength(1);
  });

  it('says that there is nobody: the address takes no more; and refuses a text: the address is as good as before', async () => {
    expect(await transport().send('nobody@test.example', text, 'ref-4')).toEqual({
      ...{ result: 'refused', code: 'smtp-550', address: 'undeliverable' },
    });
    expect(await transport().send('rosa@test.example', { ...text, subject: 'refused' }, 'ref-5')).toEqual({
      result: 'refused',
      code: 'smtp-550',
    });
  });
});

describe('a message of the clinic', () => {
  let clinic: SmallClinic;
  beforeAll(async () => {
    process.env['SMTP_URL'] = server.url();
    clinic = await SmallClinic.open([NotificationsModule]);
  });
  afterAll(async () => {
    delete process.env['SMTP_URL'];
    await clinic?.close();
  });

  it('waits while the server is busy, and is there once when it was not any more', async () => {
    const { personId: recipientId } = await clinic.person('admin');
    const due: Due = { cause: randomUUID(), recipientId, channel: 'email', template: 'clinicAlert', subjectId: randomUUID() };
    const eventId = await clinic.transact((tx) => clinic.get(Outbox).append(tx, messageDue, due));
    const deliver = () => clinic.get(DeliveryService).deliver(due, eventId);
    const message = () =>
      clinic.read.message.findFirstOrThrow({ where: { recipientId }, select: { id: true, state: true, errorCode: true } });
    server.setBusy(true);
    await expect(deliver()).rejects.toMatchObject({ code: 'notifications.not-taken' });
    expect(await message()).toMatchObject({ state: 'failed', errorCode: 'smtp-451' });
    server.setBusy(false);
    await deliver();
    await deliver();
    const { id, state } = await message();
    expect([state, server.taken().filter(({ envelope }) => envelope.includes(`<${id}@`)).length]).toEqual(['sent', 1]);
  });
});

it('a mail server that falls silent after the text: nobody knows whether it was taken', async () => {
  expect((await silence).result).toBe('unknown');
});
