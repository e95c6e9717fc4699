import { turnCredential } from './turn-credential.js';

describe('the password for a relay', () => {
  it('is the HMAC-SHA1 of its name, as another program computes it', () => {
    // printf '%s' '1700003600:5b3f…' | openssl dgst -sha1 -hmac 'north-of-the-river-…' -binary | base64
    const made = turnCredential('north-of-the-river-0123456789abcdef', '5b3f0a52-0c57-4c1f-9a3e-0d9f0e4a7b11', 1_700_003_600_999);
    expect(made).toEqual({
      username: '1700003600:5b3f0a52-0c57-4c1f-9a3e-0d9f0e4a7b11',
      credential: 'E4AxRtB1SNPXYIQSktLWvRIE+ts=',
    });
  });
  it('is another one for another secret, person or time', () => {
    const all = [
      turnCredential('a', 'x', 1_000_000),
      turnCredential('b', 'x', 1_000_000),
      turnCredential('a', 'y', 1_000_000),
      turnCredential('a', 'x', 2_000_000),
    ];
    expect(new Set(all.map(({ credential }) => credential)).size).toBe(4);
  });
});
