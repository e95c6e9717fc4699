import { hashPassword, isPassword } from './password.js';

describe('a stored password', () => {
  it('is argon2id with the settings of the OWASP cheat sheet, salted anew each time', async () => {
    const [one, other] = [await hashPassword('eleven quiet lamps'), await hashPassword('eleven quiet lamps')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(other).not.toBe(one);
  });

  it('is taken as it was typed, whole and in its case; nobody’s is never right', async () => {
    const long = `${'x'.repeat(190)} Quiet lamp`;
    const stored = await hashPassword(long);
    expect(await isPassword(long, stored)).toBe(true);
    for (const other of [long.toLowerCase(), long.slice(0, -1), `${long} `]) expect(await isPassword(other, stored)).toBe(false);
    expect(await isPassword('nobody has this password', undefined)).toBe(false);
  });
});
