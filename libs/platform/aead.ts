import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import { encryptionProblems } from './problems.js';

/** Where a sealed value stands; it opens nowhere else. */
export type SealContext = Readonly<{ table: string; column: string; rowId: string }>;

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const boundTo = ({ table, column, rowId }: SealContext, keyId: string): Buffer =>
  Buffer.from([table, column, rowId, keyId].join('|'));

/**
 * AES-256-GCM with a random 96-bit nonce, bound to table, column, row and key.
 *
 * @returns nonce, ciphertext and tag in base64url
 */
export function encrypt(plain: Buffer, key: KeyObject, keyId: string, context: SealContext): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(boundTo(context, keyId));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** @throws `encryption.unreadable` when anything about it is not as it was encrypted */
export function decrypt(body: string, key: KeyObject, keyId: string, context: SealContext): Buffer {
  const bytes = Buffer.from(body, 'base64url');
  try {
    const opener = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
    opener.setAAD(boundTo(context, keyId)).setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([opener.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), opener.final()]);
  } catch (cause) {
    throw encryptionProblems.unreadable({}, { cause });
  }
}

/** What a sealed value says of itself: which kind of key it needs, and which one of them. */
export type Sealed = Readonly<{ kind: 'installation' | 'person'; keyId: string; body: string }>;

/** `v1.<key of the key file>.<body>`, or `v2.<data key>.<body>`. */
const SEALED = /^v(?<kind>[12])\.(?<keyId>[A-Za-z0-9-]+)\.(?<body>[A-Za-z0-9_-]+)$/;

/** @throws `encryption.unreadable` for what was never sealed */
export function parseSealed(text: string): Sealed {
  const { kind, keyId, body } = SEALED.exec(text)?.groups ?? {};
  if (!keyId || !body) throw encryptionProblems.unreadable();
  return { kind: kind === '1' ? 'installation' : 'person', keyId, body };
}
