import fc from 'fast-check';

import { passwordFault } from './password-rule.js';

const alone = { hasSecondFactor: false, about: ['Rosa Marin', 'rosa.marin@mail.example'] };
const second = { ...alone, hasSecondFactor: true };

describe('passwordFault', () => {
  it.each([
    ['short', 'too-short'],
    ['fourteen chars', 'too-short'],
    ['passwordpassword', 'common'],
    ['P@ssw0rd P@ssw0rd 1', 'common'],
    ['iloveyou iloveyou!', 'common'],
    ['qwertyuiopasdfgh', 'common'],
    ['1234567890123456', 'common'],
    ['0987654321098765', 'common'],
    ['aaaaaaaaaaaaaaaaa', 'common'],
    ['abababababababab', 'common'],
    ['Summer2026Winter2026!', 'common'],
    ['ketamine clinic 2026', 'common'],
    ['Rosa Marin Rosa 1984', 'about-you'],
    ['marin mail rosa 1!', 'about-you'],
    ['x'.repeat(201), 'too-long'],
  ])('refuses %j as %s', (password, fault) => {
    expect(passwordFault(password, alone)).toBe(fault);
  });

  it.each([
    'correct horse battery staple',
    'Rosa likes rye bread',
    'eine lange Zeile aus Köln',
    'ルビーの靴を履いた猫が三匹いる',
    'v9#Kq2!mZp7&xLw',
  ])('takes %j, whatever its characters', (password) => expect(passwordFault(password, alone)).toBeNull());

  it('asks for less beside a second factor', () => {
    expect(passwordFault('rye and violet', second)).toBeNull();
    expect(passwordFault('rye & violet', second)).toBeNull();
    expect(passwordFault('rye, violet', second)).toBe('too-short');
  });

  it('takes nearly everything random of 15 to 200 characters, and nothing outside', () => {
    const texts = fc.string({ minLength: 0, maxLength: 260, unit: 'binary' });
    fc.assert(
      fc.property(texts, (text) => {
        const [length, fault] = [[...text].length, passwordFault(text, alone)];
        if (length < 15) expect(fault).toBe('too-short');
        if (length > 200) expect(fault).toBe('too-long');
      }),
    );
  });
});
