import { type Config, KeyRing, requireConfig } from '#platform';
import { PushEndpoint } from '../../test/support/push-endpoint.js';
import { PushTransport } from './push-transport.js';

const ring = KeyRing.of(new Map([['k1', Buffer.alloc(32, 7)]]));
const shown = {
  title: 'Your appointment is soon',
  text: 'Your appointment: 10:00.',
  tag: '6f9619ff-8b86-d011-b42d-00cf4fc964ff',
};
let service: PushEndpoint;
const transport = (hosts = '127.0.0.1', of = ring) =>
  new PushTransport({ ...requireConfig({ PUSH_HOSTS: hosts }), publicUrl: 'https://clinic.example' } as Config, of);
beforeEach(async () => {
  service = await PushEndpoint.open();
});
afterEach(() => service.close());

describe('the transport of notifications', () => {
  it('encrypts for one browser, signs for its service, and shows what was meant', async () => {
    expect(await transport().send(service.subscription, shown, true)).toEqual({ result: 'taken', code: null });
    expect(service.shown).toEqual([shown]);
    expect(service.sent[0]).toMatchObject({
      publicKey: transport().publicKey,
      subject: 'https://clinic.example',
      urgency: 'high',
    });
    expect(service.sent[0]!.body.toString('latin1')).not.toContain('appointment');
  });

  it('has one key as long as the key file does', () => {
    expect(transport().publicKey).toBe(transport().publicKey);
    expect(transport('127.0.0.1', KeyRing.of(new Map([['k1', Buffer.alloc(32, 8)]]))).publicKey).not.toBe(transport().publicKey);
  });

  it.each([
    [410, 'refused', 'undeliverable'],
    [404, 'refused', 'undeliverable'],
    [413, 'refused', undefined],
    [429, 'not-taken', undefined],
    [500, 'not-taken', undefined],
  ])('says of an answer %i: %s', async (status, result, address) => {
    service.status = status;
    expect(await transport().send(service.subscription, shown, false)).toEqual({
      result,
      code: `push-${status}`,
      ...(address && { address }),
    });
  });

  it('calls nobody but the services that are known', async () => {
    expect(await transport('push.example').send(service.subscription, shown, false)).toEqual({
      result: 'refused',
      code: 'push-host',
    });
    expect(service.sent).toEqual([]);
    const usual = new PushTransport(requireConfig({}), ring);
    const of = (url: string) => usual.isKnown(url);
    expect(of('https://fcm.googleapis.com/fcm/send/x')).toBe(true);
    expect(of('https://updates.push.services.mozilla.com/wpush/v2/x')).toBe(true);
    expect(of('https://web.push.apple.com/x')).toBe(true);
    expect(of('http://fcm.googleapis.com/x')).toBe(false);
    expect(of('https://evilfcm.googleapis.com.evil.example/x')).toBe(false);
    expect(of('https://169.254.169.254/x')).toBe(false);
    expect(of('https://notfcm.googleapis.com/x')).toBe(false);
  });
});
