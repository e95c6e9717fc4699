import fc from 'fast-check';

import { counterOf, newSecret, nextCode, otpauthUri } from './one-time-codes.js';

describe('one-time codes', () => {
  /** "12345678901234567890", the secret of RFC 6238 appendix B. */
  const RFC = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

  it('are those of RFC 6238', () => {
    expect(counterOf(RFC, '287082', 59_000)).toBe(1);
    expect(counterOf(RFC, '081804', 1_111_111_109_000)).toBe(37_037_036);
  });

  it('are good in their half minute and the ones beside it, and at no other time', () => {
    const times = fc.integer({ min: 100, max: 60_000_000 });
    fc.assert(
      fc.property(times, fc.integer({ min: -5, max: 5 }), (counter, off) => {
        const code = nextCode(RFC, counter * 30_000, counter - 1)!;
        const found = counterOf(RFC, code, (counter + off) * 30_000);
        if (Math.abs(off) <= 1) expect(found).toBeDefined();
        if (found !== undefined && Math.abs(off) > 1) expect(found).not.toBe(counter);
      }),
    );
  });

  it('come one after the other, and there is none when those of the next half minute are used up', () => {
    const at = 3_000_000;
    const used: number[] = [];
    for (let last = 0, code = nextCode(RFC, at, last); code !== null; code = nextCode(RFC, at, last)) {
      last = counterOf(RFC, code, at)!;
      used.push(last);
    }
    expect(used).toEqual([99, 100, 101]);
  });

  it('have a secret of 160 bits, and an address for a QR code', () => {
    const secret = newSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(otpauthUri(secret, 'nina@demo.example')).toContain(
      `otpauth://totp/Hearth:nina%40demo.example?issuer=Hearth&secret=${secret}`,
    );
  });
});
