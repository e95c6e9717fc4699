import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { Database, type Tx } from '#platform';

export type PasskeyRow = Readonly<{
  id: string;
  personId: string;
  name: string;
  credentialId: Buffer;
  publicKey: Buffer;
  signCount: number;
  transports: string[];
  createdAt: Date;
  lastUsedAt: Date | null;
}>;
export type NewPasskey = Readonly<{
  personId: string;
  name: string;
  credentialId: Buffer;
  publicKey: Buffer;
  signCount: number;
  transports: readonly string[];
  isSynced: boolean;
}>;
type Purpose = 'sign_in' | 'proof' | 'enrolment';

const hashOf = (challenge: string): Buffer => createHash('sha256').update(challenge).digest();

/** Passkeys, and the challenges that were given out for them. */
@Injectable()
export class PasskeyRepository {
  constructor(private readonly database: Database) {}

  findOfPerson(personId: string): Promise<PasskeyRow[]> {
    return this.database.sql<PasskeyRow>`
      SELECT id, person_id AS "personId", name, credential_id AS "credentialId", public_key AS "publicKey", sign_count AS "signCount",
             transports, created_at AS "createdAt", last_used_at AS "lastUsedAt"
      FROM passkey WHERE person_id = ${personId} ORDER BY created_at, id`;
  }

  /** Of nobody who is disabled. */
  async findByCredential(credentialId: Buffer): Promise<PasskeyRow | undefined> {
    const [row] = await this.database.sql<PasskeyRow>`
      SELECT k.id, k.person_id AS "personId", k.name, k.credential_id AS "credentialId", k.public_key AS "publicKey",
             k.sign_count AS "signCount", k.transports, k.created_at AS "createdAt", k.last_used_at AS "lastUsedAt"
      FROM passkey k JOIN person p ON p.id = k.person_id
      WHERE k.credential_id = ${credentialId} AND p.disabled_at IS NULL`;
    return row;
  }

  async insert(tx: Tx, passkey: NewPasskey): Promise<string> {
    const id = randomUUID();
    await tx.sql`
      INSERT INTO passkey (id, person_id, credential_id, public_key, sign_count, transports, is_synced, name)
      VALUES (${id}, ${passkey.personId}, ${passkey.credentialId}, ${passkey.publicKey}, ${passkey.signCount},
              ${[...passkey.transports]}::text[], ${passkey.isSynced}, ${passkey.name})`;
    return id;
  }

  /** @returns false when another use has counted as far, or further: one of the two is a copy */
  async markUsed(tx: Tx, id: string, signCount: number): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE passkey SET sign_count = ${signCount}, last_used_at = now()
      WHERE id = ${id} AND (sign_count < ${signCount} OR (sign_count = 0 AND ${signCount}::bigint = 0)) RETURNING 1`;
    return rows.length === 1;
  }

  /** Keeps a passkey, and its person enabled, until the transaction ends. @returns false when it is gone */
  async hold(tx: Tx, personId: string, credentialId: Buffer): Promise<boolean> {
    const rows = await tx.sql`
      SELECT 1 FROM person p JOIN passkey k ON k.person_id = p.id
      WHERE p.id = ${personId} AND p.disabled_at IS NULL AND k.credential_id = ${credentialId} FOR SHARE`;
    return rows.length === 1;
  }

  async delete(tx: Tx, personId: string, id: string): Promise<boolean> {
    return (await tx.sql`DELETE FROM passkey WHERE id = ${id} AND person_id = ${personId} RETURNING 1`).length === 1;
  }

  async insertCeremony(tx: Tx, challenge: string, purpose: Purpose, personId: string | null, minutes: number): Promise<void> {
    await tx.sql`
      INSERT INTO passkey_ceremony (challenge_hash, purpose, person_id, expires_at)
      VALUES (${hashOf(challenge)}, ${purpose}::ceremony_purpose, ${personId}, now() + ${minutes}::int * interval '1 minute')`;
  }

  /** Uses a challenge up, whether or not the answer to it turns out right. @returns false when it was never given out, is used or too old */
  async takeCeremony(tx: Tx, challenge: string, purpose: Purpose, personId: string | null): Promise<boolean> {
    const rows = await tx.sql`
      DELETE FROM passkey_ceremony
      WHERE challenge_hash = ${hashOf(challenge)} AND purpose = ${purpose}::ceremony_purpose
        AND person_id IS NOT DISTINCT FROM ${personId}::uuid AND expires_at > now() RETURNING 1`;
    return rows.length === 1;
  }

  /** @returns how many challenges it deleted that nobody answered in time */
  async deleteCeremonies(limit: number): Promise<number> {
    const rows = await this.database.sql`
      DELETE FROM passkey_ceremony WHERE challenge_hash = ANY(ARRAY(
        SELECT challenge_hash FROM passkey_ceremony WHERE expires_at < now()
        ORDER BY expires_at LIMIT ${limit} FOR UPDATE SKIP LOCKED))
      RETURNING 1`;
    return rows.length;
  }
}
