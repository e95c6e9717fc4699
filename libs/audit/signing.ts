import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { deriveKey, type FieldKeys, KeyRing } from '#platform';
import type { Sha256 } from './domain/chain.js';

/** The end of a chain, signed. Instants in epoch ms, real time; hash in hex, key and signature in base64. */
export type Head = Readonly<{ position: number; hash: string; signedAt: number; keyId: string; signature: string }>;
/** Public keys by the id that they give themselves. */
export type PublicKeys = ReadonlyMap<string, KeyObject>;

export const sha256: Sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** What comes before the 32 bytes of an Ed25519 key in PKCS #8, and in SPKI. */
const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex');

const privateKey = (derived: KeyObject) =>
  createPrivateKey({ key: Buffer.concat([PRIVATE, derived.export()]), format: 'der', type: 'pkcs8' });
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
  new Map([...keys.values()].map((key) => publicKeyFrom(rawOf(privateKey(deriveKey(key, 'audit'))).toString('base64'))));

/** Whether one of the keys has signed this head. */
export function isSigned(head: Head, keys: PublicKeys): boolean {
  const key = keys.get(head.keyId);
  return key !== undefined && verify(null, said(head), key, Buffer.from(head.signature, 'base64'));
}

/** A head that can stand outside the database, with the key that verifies it. */
export type Anchor = Head & Readonly<{ publicKey: string }>;

/** Signs heads with the newest key of the installation. Ed25519: whoever verifies needs no secret. */
@Injectable()
export class HeadSigner {
  private known: Readonly<{ name: string; key: KeyObject; keyId: string; publicKey: string }> | undefined;

  constructor(private readonly ring: KeyRing) {}

  sign({ position, hash, signedAt }: Pick<Head, 'position' | 'hash' | 'signedAt'>): Anchor {
    const { key, keyId, publicKey } = this.newest();
    const signature = sign(null, said({ position, hash, signedAt }), key).toString('base64');
    return { position, hash, signedAt, keyId, signature, publicKey };
  }

  private newest() {
    const name = this.ring.newest;
    if (this.known?.name === name) return this.known;
    const key = privateKey(this.ring.derive(name, 'audit')!);
    const raw = rawOf(key);
    this.known = { name, key, keyId: idOf(raw), publicKey: raw.toString('base64') };
    return this.known;
  }
}
