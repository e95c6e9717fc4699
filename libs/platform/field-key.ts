import { createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The keys of one installation, newest first: new values are sealed under the first, old values open under their own. */
export type FieldKeys = ReadonlyMap<string, Buffer>;

const LINE = /^(?<id>[A-Za-z0-9-]{1,16}) (?<key>[A-Za-z0-9+/]{43}=)$/;

/** Makes the file if it is not there; of two processes that try at once, one does. */
function ensureKeyFile(path: string): void {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  const line = `k${randomBytes(3).toString('hex')} ${randomBytes(32).toString('base64')}\n`;
  try {
    writeFileSync(path, line, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/**
 * Reads a key file: a line `<key id> <32 bytes in base64>` for each key, newest first.
 *
 * @throws Error that names the setting when the file is missing (unless `isMadeWhenMissing`), empty or malformed
 */
export function readFieldKeys(path: string, isMadeWhenMissing: boolean): FieldKeys {
  if (isMadeWhenMissing) ensureKeyFile(path);
  if (!existsSync(path)) throw new Error(`HEARTH_KEY_FILE: there is no key file at ${path}.`);
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  const keys = lines.map((line) => {
    const { id, key } = LINE.exec(line.trim())?.groups ?? {};
    if (!id || !key) throw new Error(`HEARTH_KEY_FILE: ${path} must hold lines of the form "<key id> <32 bytes in base64>".`);
    return [id, Buffer.from(key, 'base64')] as const;
  });
  if (!keys.length) throw new Error(`HEARTH_KEY_FILE: ${path} is empty.`);
  return new Map(keys);
}

/** A key for one purpose only, so that no two uses ever share one. */
export const deriveKey = (key: Buffer, purpose: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `hearth/${purpose}`, 32)));
