import { createHash, randomBytes } from 'node:crypto';

/** No letters that look like others. 32 signs, so five bits each. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
/** 120 bits: as many as need no slow hash (OWASP ASVS 6.5.2 asks for 112). */
const LENGTH = 24;
export const RECOVERY_CODES = 10;

/** A code for the day on which phone and passkey are gone, in groups of four. */
export function newRecoveryCode(): string {
  const signs = [...randomBytes(LENGTH)].map((byte) => SIGNS[byte % SIGNS.length]);
  return signs.join('').replace(/(.{4})(?!$)/g, '$1-');
}

/** The same for a code however it is typed: small letters, spaces, no hyphens. */
export const hashRecoveryCode = (code: string): Buffer =>
  createHash('sha256')
    .update(code.toUpperCase().replace(/[^0-9A-Z]/g, ''))
    .digest();
