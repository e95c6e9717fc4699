import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { decrypt, encrypt, parseSealed, type SealContext } from './aead.js';
import { normalEmail, normalPhone } from './contact-form.js';
import type { FieldKeys } from './field-key.js';
import { KeyRing } from './key-ring.js';
import { encryptionProblems } from './problems.js';

/**
 * Seals what belongs to no person under the keys of the installation, indexes what must be found again, and signs the tokens of
 * links. Injected by this class; what belongs to a person is sealed by `PersonKeys`.
 */
export class SealedFields {
  private readonly ring: KeyRing;
  private readonly emails: KeyObject;
  private readonly phones: KeyObject;
  private readonly tokens: KeyObject;

  /**
   * Indexes and tokens stay on the oldest key, so that adding a key for sealing neither loses an address nor breaks a link.
   *
   * @param indexKey the key that indexes are made under; another than the oldest is for the tool that makes them anew
   */
  constructor(keys: KeyRing | FieldKeys, indexKey?: string) {
    this.ring = keys instanceof KeyRing ? keys : KeyRing.of(keys);
    const { oldest } = this.ring;
    if (oldest === undefined) throw new Error('no key');
    this.emails = this.ring.derive(indexKey ?? oldest, 'index')!;
    this.phones = this.ring.derive(indexKey ?? oldest, 'phone-index')!;
    this.tokens = this.ring.derive(oldest, 'token')!;
  }

  /** @returns `v1.<key id>.<nonce, ciphertext and tag in base64url>` */
  seal(plain: string, context: SealContext): string {
    const id = this.ring.newest;
    return `v1.${id}.${encrypt(Buffer.from(plain), this.ring.derive(id, 'seal')!, id, context)}`;
  }

  /** @throws `encryption.unreadable` when the value was changed, moved to another place, or its key is not here */
  open(sealed: string, context: SealContext): string {
    const { kind, keyId, body } = parseSealed(sealed);
    const key = kind === 'installation' ? this.ring.derive(keyId, 'seal') : undefined;
    if (!key) throw encryptionProblems.unreadable();
    return decrypt(body, key, keyId, context).toString('utf8');
  }

  /** The same for an address however it is written (case, spaces around it, form of accents); tells nothing about it. */
  blindIndex(value: string): string {
    return emailIndex(this.emails, value);
  }

  /** The same under each key of the key file: how an address is found while indexes are made anew under another key. */
  blindIndexes(value: string): string[] {
    return this.ring.names.map((id) => emailIndex(this.ring.derive(id, 'index')!, value));
  }

  /** The same for a telephone number however it is written (see `normalPhone`); tells nothing about it. */
  phoneIndex(value: string): string {
    return createHmac('sha256', this.phones).update(normalPhone(value)).digest('base64url');
  }

  /** The same for the same text, so that two can be compared later; tells nothing about it. */
  fingerprint(purpose: string, text: string): string {
    return this.mac(purpose, text).toString('base64url');
  }

  /** A link token: names `id`, and nobody without our key can make one. It does not expire: what it opens must. */
  token(purpose: string, id: string): string {
    return `${id}.${this.mac(purpose, id).toString('base64url')}`;
  }

  /** @returns the id that the token names, or null if it was not made here for this purpose */
  verifyToken(purpose: string, token: string): string | null {
    const dot = token.lastIndexOf('.');
    const [id, given] = [token.slice(0, Math.max(dot, 0)), Buffer.from(token.slice(dot + 1), 'base64url')];
    const expected = this.mac(purpose, id);
    return given.length === expected.length && timingSafeEqual(given, expected) ? id : null;
  }

  private mac(purpose: string, id: string): Buffer {
    return createHmac('sha256', this.tokens).update(`${purpose}|${id}`).digest();
  }
}

const emailIndex = (key: KeyObject, value: string): string =>
  createHmac('sha256', key).update(normalEmail(value)).digest('base64url');
