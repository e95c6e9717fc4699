import { type Config, requireConfig } from '#platform';
import { ClientAddress } from './client-address.js';

const seen = (TRUST_PROXY: string, peer: string, forwarded?: string) => {
  const request = { socket: { remoteAddress: peer }, headers: { 'x-forwarded-for': forwarded } };
  return new ClientAddress(requireConfig({ TRUST_PROXY }) as Config).of(request as never);
};

describe('the address of a client', () => {
  it('is that of its connection, whatever it writes, unless a proxy is trusted', () => {
    expect(seen('', '203.0.113.9', '10.1.1.1')).toBe('203.0.113.9');
    expect(seen('10.0.0.0/8', '203.0.113.9', '10.1.1.1')).toBe('203.0.113.9');
  });

  it.each([
    ['1', '198.51.100.7'],
    ['2', '192.0.2.3'],
    ['9', '10.6.6.6'],
    ['10.0.0.1', '198.51.100.7'],
    ['10.0.0.1,198.51.100.0/24', '192.0.2.3'],
  ])('is what the last trusted proxy says, and nothing that was written before: TRUST_PROXY=%s', (trust, client) => {
    expect(seen(trust, '10.0.0.1', '10.6.6.6, 192.0.2.3, 198.51.100.7')).toBe(client);
  });

  it('is that of the proxy when the proxy says nothing, or nonsense', () => {
    expect(seen('1', '10.0.0.1')).toBe('10.0.0.1');
    expect(seen('2', '10.0.0.1', 'unknown')).toBe('10.0.0.1');
  });

  it('is one for a whole IPv6 network, and for both spellings of an IPv4 address', () => {
    expect(seen('', '2001:db8:0:7::1')).toBe(seen('', '2001:0db8:0000:0007:ffff::9'));
    expect(seen('', '2001:db8:0:7::1')).not.toBe(seen('', '2001:db8:0:8::1'));
    expect(seen('', '::1')).toBe('0:0:0:0');
    expect(seen('10.0.0.0/8', '::ffff:10.0.0.1', '::ffff:192.0.2.3')).toBe('192.0.2.3');
  });
});
