import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { decrypt, encrypt, type SealContext } from './aead.js';
import type { KeyRing } from './key-ring.js';
import { encryptionProblems } from './problems.js';

/** A data key as it is stored: sealed under a key of the key file. */
export type WrappedKey = Readonly<{ id: string; personId: string; kekId: string; wrapped: string }>;

const KEY_BYTES = 32;
/** The person is part of the place: a key that was given to somebody else opens nothing. */
const place = ({ id, personId }: Pick<WrappedKey, 'id' | 'personId'>): SealContext => ({
  table: 'data_key',
  column: 'wrapped',
  rowId: `${id}|${personId}`,
});

/** Makes the keys of persons, and seals each under a key of the key file. */
export class KeyWrapping {
  constructor(private readonly ring: KeyRing) {}

  /** A new random key for a person. */
  make(id: string, personId: string): WrappedKey {
    return this.wrap(randomBytes(KEY_BYTES), { id, personId });
  }

  /** @throws `encryption.unreadable` when it was changed or given to another person, or its key is not in the key file */
  unwrap(stored: WrappedKey): KeyObject {
    return createSecretKey(this.bytesOf(stored));
  }

  /** The same key under the newest key of the key file. @throws as `unwrap` does */
  rewrap(stored: WrappedKey): WrappedKey {
    const bytes = this.bytesOf(stored);
    const made = this.wrap(bytes, stored);
    if (!this.bytesOf(made).equals(bytes)) throw encryptionProblems.unreadable(); // never written before it was read back
    return made;
  }

  private wrap(bytes: Buffer, owner: Pick<WrappedKey, 'id' | 'personId'>): WrappedKey {
    const kekId = this.ring.newest;
    const wrapped = encrypt(bytes, this.ring.derive(kekId, 'wrap')!, kekId, place(owner));
    return { id: owner.id, personId: owner.personId, kekId, wrapped };
  }

  private bytesOf({ kekId, wrapped, ...owner }: WrappedKey): Buffer {
    const kek = this.ring.derive(kekId, 'wrap');
    if (!kek) throw encryptionProblems.unreadable({ keyId: kekId });
    return decrypt(wrapped, kek, kekId, place(owner));
  }
}
