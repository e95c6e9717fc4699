import fc from 'fast-check';
import { normalEmail, normalPhone } from './contact-form.js';

describe('normalPhone', () => {
  it.each([
    ['+1 212 555 0101', '+12125550101'],
    ['(212) 555-0101', '+12125550101'],
    ['212.555.0101 ext. 12', '+12125550101'],
    ['1-212-555-0101', '+12125550101'],
    ['001 212 555 0101', '+12125550101'],
    [' +44 20 7946 0018 x3', '+442079460018'],
    ['００44 20 7946 0018', '+442079460018'],
    ['911', '+911'],
  ])('reads %s as %s', (written, read) => {
    expect(normalPhone(written)).toBe(read);
  });

  it('changes nothing that is in its form already, and stands any text', () => {
    fc.assert(fc.property(fc.stringMatching(/^\+[1-9]\d{6,14}$/), (number) => expect(normalPhone(number)).toBe(number)));
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => expect(normalPhone(text)).toMatch(/^\+\d*$/)));
  });
});

describe('normalEmail', () => {
  it('is the same twice', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        expect(normalEmail(normalEmail(address))).toBe(normalEmail(address));
        expect(normalEmail(` ${address.toUpperCase()} `)).toBe(normalEmail(address));
      }),
    );
  });
});
