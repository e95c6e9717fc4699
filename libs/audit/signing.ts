import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

import { deriveKey, type FieldKeys } from '#platform';
import type { Sha256 } from './domain/chain.js';

/** The end of a chain, signed. Instants in epoch ms, real time; hash in hex, key and signature in base64. */
export type Head = Readonly<{ position: number; hash: string; signedAt: number; keyId: string; signature: string }>;
/** Public keys by the id that they give themselves. */
export type PublicKeys = ReadonlyMap<string, KeyObject>;

export const sha256: Sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** What comes before the 32 bytes of an Ed25519 key in PKCS #8, and in SPKI. */
const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex');

const privateKey = (key: Buffer) =>
  createPrivateKey({ key: Buffer.concat([PRIVATE, deriveKey(key, 'audit').export()]), format: 'der', type: 'pkcs8' });
const rawOf = (key: KeyObject) => createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(PUBLIC.length);
const idOf = (raw: Buffer) => createHash('sha256').update(raw).digest('hex').slice(0, 16);
const said = ({ position, hash, signedAt }: Pick<Head, 'position' | 'hash' | 'signedAt'>) =>
  Buffer.from(`hearth/audit-head|1|${position}|${hash}|${signedAt}`);

/** A public key from the text in which an anchor carries it, with the id that it gives itself. */
export function publicKeyFrom(text: string): [id: string, key: KeyObject] {
  const raw = Buffer.from(text, 'base64');
  return [idOf(raw), createPublicKey({ key: Buffer.concat([PUBLIC, raw]), format: 'der', type: 'spki' })];
}

/** The public keys of every key of the installation, old ones too. */
export const publicKeysOf = (keys: FieldKeys): PublicKeys =>
  new Map([...keys.values()].map((key) => publicKeyFrom(rawOf(privateKey(key)).toString('base64'))));

/** Whether one of the keys has signed this head. */
export function isSigned(head: Head, keys: PublicKeys): boolean {
  const key = keys.get(head.keyId);
  return key !== undefined && verify(null, said(head), key, Buffer.from(head.signature, 'base64'));
}

/** Signs heads with the newest key of the installation. Ed25519: whoever verifies needs no secret. */
export class HeadSigner {
  private readonly key: KeyObject;
  readonly publicKey: string;
  private readonly keyId: string;

  constructor(keys: FieldKeys) {
    this.key = privateKey([...keys.values()][0]!);
    const raw = rawOf(this.key);
    this.publicKey = raw.toString('base64');
    this.keyId = idOf(raw);
  }

  sign(end: Pick<Head, 'position' | 'hash' | 'signedAt'>): Head {
    const { position, hash, signedAt } = end;
    return { position, hash, signedAt, keyId: this.keyId, signature: sign(null, said(end), this.key).toString('base64') };
  }
}
