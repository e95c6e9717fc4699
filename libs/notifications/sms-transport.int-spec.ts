import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Config, requireConfig } from '#platform';
import { type SmsManner, SmsServer } from '../../test/support/sms-server.js';
import { SmsTransport } from './sms-transport.js';
import { isSignedBy, twilioSignature } from './twilio-signature.js';

let server: SmsServer;
const transport = (env = server.env) => {
  const config = requireConfig(env);
  return new SmsTransport({ ...config, publicUrl: 'https://clinic.example' } as Config);
};
beforeEach(async () => {
  server = await SmsServer.open();
});
afterEach(() => server.close());
const send = (of = transport()) => of.send('+12125550199', 'Your appointment: 10:00.', 'id-1');

describe('the transport of texts', () => {
  it('hands a text over, and says where its fate is to be told', async () => {
    const { result, ref } = await send();
    expect([result, ref]).toEqual(['taken', server.taken[0]!.sid]);
    expect(server.taken[0]).toMatchObject({
      to: '+12125550199',
      body: 'Your appointment: 10:00.',
      callback: 'https://clinic.example/v1/webhooks/sms/status/id-1',
    });
  });

  it.each<[SmsManner, string, string, string | undefined]>([
    ['accept-then-500', 'unknown', 'sms-500', undefined],
    ['accept-then-hang-up', 'unknown', 'UND_ERR_SOCKET', undefined],
    ['hang-up-before', 'unknown', 'UND_ERR_SOCKET', undefined],
    ['busy', 'not-taken', 'sms-429', undefined],
    ['not-let-in', 'not-taken', 'sms-401', undefined],
    ['bad-number', 'refused', 'sms-21211', 'undeliverable'],
    ['opted-out', 'refused', 'sms-21610', 'opted-out'],
  ])('says of a provider that would %s: %s', async (manner, result, code, address) => {
    server.manner = manner;
    expect(await send()).toEqual({ result, code, ...(address && { address }) });
  });

  it('says of a provider that is not there: not taken', async () => {
    const env = server.env;
    await server.close();
    expect(await send(transport(env))).toEqual({ result: 'not-taken', code: 'ECONNREFUSED' });
    server = await SmsServer.open();
  });

  it('goes nowhere else, wherever the provider sends it: the text and the token would go along', async () => {
    const elsewhere = server.env['SMS_URL'];
    const sender = http.createServer((request, reply) => {
      request.resume();
      reply.writeHead(307, { location: `${elsewhere}${request.url}` }).end();
    });
    await new Promise<void>((done) => sender.listen(0, '127.0.0.1', done));
    const SMS_URL = `http://127.0.0.1:${(sender.address() as AddressInfo).port}`;
    const { result } = await send(transport({ ...server.env, SMS_URL }));
    sender.closeAllConnections();
    await new Promise((done) => sender.close(done));
    expect([result, server.taken]).toEqual(['unknown', []]);
  });

  it('asks for what the provider has', async () => {
    await send();
    expect(await transport().lastTo('+12125550199')).toMatchObject([{ sid: server.taken[0]!.sid, status: 'queued' }]);
    expect(await transport().lastTo('+12125550000')).toEqual([]);
    server.isListing = false;
    expect(await transport().lastTo('+12125550199')).toBeNull();
  });
});

describe('a signature of the provider', () => {
  // the example of the provider's own guide
  const fields = {
    CallSid: 'CA1234567890ABCDE',
    Caller: '+14158675310',
    Digits: '1234',
    From: '+14158675310',
    To: '+18005551212',
  };
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
  it('is that of the guide', () => {
    expect(twilioSignature('12345', url, fields)).toBe('GvWf1cFY/Q7PnoempGyD5oXAezc=');
  });
  it('fits nothing that was changed', () => {
    const given = twilioSignature('12345', url, fields);
    expect(isSignedBy('12345', url, fields, given)).toBe(true);
    expect(isSignedBy('12345', url, { ...fields, Digits: '1235' }, given)).toBe(false);
    expect(isSignedBy('12346', url, fields, given)).toBe(false);
    expect(isSignedBy('12345', `${url}&x=1`, fields, given)).toBe(false);
    expect(isSignedBy('12345', url, fields, '')).toBe(false);
  });
});
