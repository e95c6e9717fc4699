import { Secret, TOTP } from 'otpauth';

/** What every authenticator app understands: SHA-1, six digits, half minutes (RFC 6238). */
const SETTINGS = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const PERIOD_MS = SETTINGS.period * 1_000;
/** A clock may be half a minute off, either way (RFC 6238, 5.2). */
const WINDOW = 1;
const SECRET_BYTES = 20;
/** A code of the half minute before is offered no more when it is about to end. */
const ENDING_MS = 5_000;

export const newSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** The address that an authenticator app reads from a QR code. */
export function otpauthUri(secret: string, label: string): string {
  return new TOTP({ ...SETTINGS, issuer: 'Hearth', label, secret: Secret.fromBase32(secret) }).toString();
}

const counterAt = (atMs: number): number => Math.floor(atMs / PERIOD_MS);
const codeOf = (secret: string, counter: number): string =>
  TOTP.generate({ ...SETTINGS, secret: Secret.fromBase32(secret), timestamp: counter * PERIOD_MS });

/** The half minute that a code belongs to, if that is now or next to now; undefined for a wrong one. @param atMs epoch ms, real time */
export function counterOf(secret: string, code: string, atMs: number): number | undefined {
  const delta = TOTP.validate({ ...SETTINGS, token: code, secret: Secret.fromBase32(secret), timestamp: atMs, window: WINDOW });
  return delta === null ? undefined : counterAt(atMs) + delta;
}

/** The first code that can be used after the one of half minute `last`; null until the next half minute begins. */
export function nextCode(secret: string, atMs: number, last: number): string | null {
  const now = counterAt(atMs);
  const isEnding = PERIOD_MS - (atMs % PERIOD_MS) < ENDING_MS;
  const counter = Math.max(last + 1, isEnding ? now : now - WINDOW);
  return counter > now + WINDOW ? null : codeOf(secret, counter);
}
