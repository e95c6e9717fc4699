import { hkdfSync, type KeyObject } from 'node:crypto';
import { statSync } from 'node:fs';
import { deriveKey, type FieldKeys, readFieldKeys } from './field-key.js';

/** What a key of the key file is used for; each use derives its own. */
export type KeyPurpose = 'seal' | 'wrap' | 'index' | 'phone-index' | 'token' | 'audit' | 'push';

/** How often a running process looks whether the key file has changed. Real time. */
const LOOK_EVERY_MS = 5_000;

/** Tells two keys apart, and nothing about either; safe to store and to print. */
export const fingerprintOf = (key: Buffer): string =>
  Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'hearth/fingerprint', 10))
    .toString('hex')
    .replace(/(.{4})(?=.)/g, '$1-');

/**
 * The keys of the key file, as the file is now: a line that is added is used within seconds, in every process, without a restart.
 *
 * A file that cannot be read while the process runs changes nothing: what is known is used on.
 */
export class KeyRing {
  private keys: FieldKeys;
  private derived = new Map<string, KeyObject>();
  private lookedAt = performance.now();
  private version: string;

  /** @param onChange hears of a changed file, with the error if it could not be read */
  private constructor(
    keys: FieldKeys,
    private readonly path: string | undefined,
    private readonly onChange: (error?: unknown) => void,
  ) {
    this.keys = keys;
    this.version = this.versionNow();
  }

  /** Keys that never change. */
  static of(keys: FieldKeys): KeyRing {
    return new KeyRing(keys, undefined, () => {});
  }

  /** @throws Error as `readFieldKeys` does */
  static at(path: string, isMadeWhenMissing: boolean, onChange: (error?: unknown) => void = () => {}): KeyRing {
    return new KeyRing(readFieldKeys(path, isMadeWhenMissing), path, onChange);
  }

  /** The name of the key that new values are sealed under. */
  get newest(): string {
    this.look();
    return this.keys.keys().next().value!;
  }

  /** The name of the key that finds and lets in. It never changes while the process runs, and must not change under its rows. */
  get oldest(): string {
    return [...this.keys.keys()].at(-1)!;
  }

  get names(): string[] {
    this.look();
    return [...this.keys.keys()];
  }

  /** By name. */
  get fingerprints(): [string, string][] {
    return [...this.keys].map(([id, key]) => [id, fingerprintOf(key)]);
  }

  /** The key of that name for one purpose; undefined when the file has no such line. */
  derive(id: string, purpose: KeyPurpose): KeyObject | undefined {
    const known = this.derived.get(`${purpose}|${id}`);
    if (known) return known;
    if (!this.keys.has(id)) this.look(true);
    const key = this.keys.get(id);
    if (!key) return undefined;
    const made = deriveKey(key, purpose);
    this.derived.set(`${purpose}|${id}`, made);
    return made;
  }

  private look(isNeeded = false): void {
    if (!this.path || (!isNeeded && performance.now() - this.lookedAt < LOOK_EVERY_MS)) return;
    this.lookedAt = performance.now();
    const version = this.versionNow();
    if (version === this.version) return;
    this.version = version;
    try {
      const keys = readFieldKeys(this.path, false);
      if ([...keys.keys()].at(-1) !== this.oldest)
        throw new Error('HEARTH_KEY_FILE: its oldest key has changed; restart all processes.');
      this.keys = keys;
      this.derived = new Map();
      this.onChange();
    } catch (error) {
      this.onChange(error);
    }
  }

  private versionNow(): string {
    const stat = this.path ? statSync(this.path, { throwIfNoEntry: false }) : undefined;
    return stat ? `${stat.ino}|${stat.size}|${stat.mtimeMs}` : '';
  }
}
