import { type Config, requireConfig } from '#platform';
import { MailServer, type Manner } from '../../test/support/mail-server.js';
import { MailTransport } from './mail-transport.js';

const text = { subject: 'Your appointment is soon', text: 'Your appointment: Monday, 4 January, 10:00.' };
let server: MailServer;
const transport = (smtpUrl = server.url) =>
  new MailTransport({ ...requireConfig({}), smtpUrl, publicUrl: 'https://clinic.example' } as Config);

beforeEach(async () => {
  server = await MailServer.open();
});
afterEach(() => server.close());

describe('the mail transport', () => {
  it('hands a message over, with our reference in it', async () => {
    expect(await transport().send('rosa@test.example', text, 'ref-1')).toEqual({ result: 'taken', code: null });
    expect(server.taken).toHaveLength(1);
    expect(server.taken[0]).toContain('Message-ID: <ref-1@clinic.example>');
    expect(server.taken[0]).toContain('To: rosa@test.example');
    expect(server.taken[0]).toContain(text.text);
  });

  it('attaches what goes with a text', async () => {
    const file = { filename: 'appointment.ics', contentType: 'text/calendar; method=REQUEST', content: 'BEGIN:VCALENDAR' };
    await transport().send('rosa@test.example', text, 'ref-1', [file]);
    expect(server.taken[0]).toContain('filename=appointment.ics');
  });

  it.each<[Manner, string, string]>([
    ['hang-up-at-once', 'not-taken', 'ECONNECTION'],
    ['busy', 'not-taken', 'smtp-450'],
    ['refuse', 'refused', 'smtp-550'],
    ['busy-after-text', 'not-taken', 'smtp-451'],
    ['hang-up-after-text', 'unknown', 'ECONNECTION'],
  ])('says of a server that would %s: %s', async (manner, result, code) => {
    server.manner = manner;
    const learnt = manner === 'refuse' ? { address: 'undeliverable' } : {};
    expect(await transport().send('rosa@test.example', text, 'ref-1')).toEqual({ result, code, ...learnt });
  });

  it('says of a server that is not there: not taken', async () => {
    const { url } = server;
    await server.close();
    expect((await transport(url).send('rosa@test.example', text, 'ref-1')).result).toBe('not-taken');
    server = await MailServer.open();
  });
});
