import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { Problem } from '#kernel';
import { decrypt, encrypt, parseSealed, type SealContext } from './aead.js';
import { type DataKey, DataKeyMemory } from './data-key-memory.js';
import type { Db, Tx } from './database.js';
import { SealedFields } from './encryption.js';
import { KeyWrapping } from './key-wrapping.js';
import { encryptionProblems } from './problems.js';

const COLUMNS = { id: true, personId: true, kekId: true, wrapped: true } as const;
type Row = Readonly<{ id: string; personId: string; kekId: string | null; wrapped: string | null }>;

/**
 * Seals what belongs to a person under a key of their own, so that all of it ends with that key. A person's key is made with the
 * first value that is sealed for them, and unwrapped once a minute at most in each process.
 *
 * @see docs/adr/0013-a-key-for-each-patient.md
 */
@Injectable()
export class PersonKeys {
  /** What a transaction has made or read of keys that are not known outside of it yet. */
  private readonly within = new WeakMap<Tx, Map<string, DataKey>>();

  constructor(
    private readonly wrapping: KeyWrapping,
    private readonly memory: DataKeyMemory,
    private readonly installation: SealedFields,
  ) {}

  /**
   * @returns `v2.<data key id>.<nonce, ciphertext and tag in base64url>`
   * @throws  `encryption.erased` when what was sealed for the person was erased
   */
  async seal(tx: Tx, personId: string, plain: string, context: SealContext): Promise<string> {
    const known = this.memory.currentOf(personId) ?? this.within.get(tx)?.get(personId);
    const { id, key } = known ?? (await this.keyFor(tx, personId));
    return `v2.${id}.${encrypt(Buffer.from(plain), key, id, context)}`;
  }

  /**
   * Opens what was sealed here, or under a key of the installation before persons had keys.
   *
   * @throws `encryption.erased` when its key was shredded
   * @throws `encryption.unreadable` when the value was changed, moved to another place, or its key is not here
   */
  async open(db: Db, sealed: string, context: SealContext): Promise<string> {
    const { kind, keyId, body } = parseSealed(sealed);
    if (kind === 'installation') return this.installation.open(sealed, context);
    const { key } = this.memory.of(keyId) ?? (await this.find(db, keyId));
    return decrypt(body, key, keyId, context).toString('utf8');
  }

  /** As `open`, and null for what is not there or was erased. */
  async openIfKept(db: Db, sealed: string | null, context: SealContext): Promise<string | null> {
    if (sealed === null) return null;
    return this.open(db, sealed, context).catch((error: unknown) => {
      if (error instanceof Problem && error.code === ERASED) return null;
      throw error;
    });
  }

  private async find(db: Db, id: string): Promise<DataKey> {
    const keep = this.memory.keeper();
    const row = await db.dataKey.findUnique({ where: { id }, select: COLUMNS });
    if (!row) throw encryptionProblems.unreadable();
    const dataKey = this.unwrapped(row);
    keep(dataKey);
    return dataKey;
  }

  private async keyFor(tx: Tx, personId: string): Promise<DataKey> {
    const keep = this.memory.keeper();
    const made = this.wrapping.make(randomUUID(), personId);
    const inserted = await tx.sql`
      INSERT INTO data_key (id, person_id, kek_id, wrapped) VALUES (${made.id}, ${personId}, ${made.kekId}, ${made.wrapped})
      ON CONFLICT DO NOTHING RETURNING 1`;
    const dataKey = this.unwrapped(inserted.length ? made : await this.currentOf(tx, personId));
    this.within.set(tx, (this.within.get(tx) ?? new Map()).set(personId, dataKey));
    tx.onCommit(() => keep(dataKey, true));
    return dataKey;
  }

  private currentOf(tx: Tx, personId: string): Promise<Row> {
    return tx.dataKey.findFirstOrThrow({ where: { personId }, orderBy: { version: 'desc' }, select: COLUMNS });
  }

  private unwrapped({ id, personId, kekId, wrapped }: Row): DataKey {
    if (kekId === null || wrapped === null) throw encryptionProblems.erased({ personId });
    return { id, personId, key: this.wrapping.unwrap({ id, personId, kekId, wrapped }) };
  }
}

const ERASED = encryptionProblems.erased().code;
