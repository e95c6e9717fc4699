import { createCipheriv, createDecipheriv, createHmac, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto';
import { deriveKey, type FieldKeys } from './field-key.js';
import { encryptionProblems } from './problems.js';

/** Where a sealed value stands; it opens nowhere else. */
export type SealContext = Readonly<{ table: string; column: string; rowId: string }>;

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SEALED = /^v1\.([A-Za-z0-9-]+)\.([A-Za-z0-9_-]+)$/;
const boundTo = ({ table, column, rowId }: SealContext, keyId: string): Buffer =>
  Buffer.from([table, column, rowId, keyId].join('|'));

/** Encrypts columns, indexes what must be found again, and signs the tokens of links. Injected by this class. */
export class SealedFields {
  private readonly sealing: ReadonlyMap<string, KeyObject>;
  private readonly current: string;
  private readonly index: KeyObject;
  private readonly tokens: KeyObject;

  /** Index and tokens stay on the oldest key, so that adding a key for sealing neither loses an address nor breaks a link. */
  constructor(keys: FieldKeys) {
    const [oldest] = [...keys.values()].slice(-1);
    if (!oldest) throw new Error('no key');
    this.current = [...keys.keys()][0]!;
    this.sealing = new Map([...keys].map(([id, key]) => [id, deriveKey(key, 'seal')]));
    this.index = deriveKey(oldest, 'index');
    this.tokens = deriveKey(oldest, 'token');
  }

  /**
   * AES-256-GCM with a random 96-bit nonce, bound to table, column, row and key.
   *
   * @returns `v1.<key id>.<nonce, ciphertext and tag in base64url>`
   */
  seal(plain: string, context: SealContext): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.sealing.get(this.current)!, nonce).setAAD(boundTo(context, this.current));
    const sealed = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `v1.${this.current}.${sealed.toString('base64url')}`;
  }

  /** @throws `encryption.unreadable` when the value was changed, moved to another place, or its key is not here */
  open(sealed: string, context: SealContext): string {
    const [, keyId = '', body = ''] = SEALED.exec(sealed) ?? [];
    const key = this.sealing.get(keyId);
    if (!key) throw encryptionProblems.unreadable();
    const bytes = Buffer.from(body, 'base64url');
    try {
      const opener = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
      opener.setAAD(boundTo(context, keyId)).setAuthTag(bytes.subarray(-TAG_BYTES));
      return Buffer.concat([opener.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), opener.final()]).toString('utf8');
    } catch (cause) {
      throw encryptionProblems.unreadable({}, { cause });
    }
  }

  /** The same for an address however it is written (case, spaces around it, form of accents); tells nothing about it. */
  blindIndex(value: string): string {
    return createHmac('sha256', this.index).update(value.trim().normalize('NFKC').toLowerCase()).digest('base64url');
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
