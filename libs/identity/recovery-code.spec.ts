import { hashRecoveryCode, newRecoveryCode } from './recovery-code.js';

describe('a recovery code', () => {
  it('has 24 signs in groups of four', () => expect(newRecoveryCode()).toMatch(/^([2-9A-HJ-NP-Z]{4}-){5}[2-9A-HJ-NP-Z]{4}$/));

  it('is known again however it is typed', () => {
    const code = newRecoveryCode();
    expect(hashRecoveryCode(code.toLowerCase().replaceAll('-', ' '))).toEqual(hashRecoveryCode(code));
    expect(hashRecoveryCode(newRecoveryCode())).not.toEqual(hashRecoveryCode(code));
  });
});
