import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { Database, SealedFields, type Tx } from '#platform';
import type { Origin } from './caller.js';

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Browsers that people have signed in with, by the hash of their cookie. */
@Injectable()
export class DeviceRepository {
  constructor(
    private readonly database: Database,
    private readonly sealed: SealedFields,
  ) {}

  /** The device of a person that a cookie stands for. */
  async find(personId: string | undefined, token: string | undefined): Promise<string | undefined> {
    if (!personId || !token) return undefined;
    const [row] = await this.database.sql<{ id: string }>`
      SELECT id FROM device WHERE person_id = ${personId} AND token_hash = ${hashOf(token)} AND revoked_at IS NULL`;
    return row?.id;
  }

  /**
   * What tries at an e-mail address are counted for: a browser that its person has signed in with is a place of its own, so that nobody
   * beside them on one network uses up their tries. The same statement whether there is such a person or not.
   */
  async placeOf(email: string, { fingerprint, deviceToken }: Pick<Origin, 'fingerprint' | 'deviceToken'>): Promise<string> {
    const account = this.sealed.blindIndex(email);
    if (!deviceToken) return `${account}:${fingerprint}`;
    const [row] = await this.database.sql<{ id: string }>`
      SELECT d.id FROM device d JOIN person p ON p.id = d.person_id
      WHERE p.email_index = ANY(${this.sealed.blindIndexes(email)}::text[]) AND p.disabled_at IS NULL
        AND d.token_hash = ${hashOf(deviceToken)} AND d.revoked_at IS NULL`;
    return `${account}:${row?.id ?? fingerprint}`;
  }

  /** @returns the device's id, and whether the person has others: then this one is news to them */
  async remember(tx: Tx, personId: string, token: string): Promise<{ id: string; isNew: boolean; hasOthers: boolean }> {
    const [row] = await tx.sql<{ id: string; isNew: boolean; hasOthers: boolean }>`
      WITH before AS (SELECT token_hash, revoked_at FROM device WHERE person_id = ${personId}),
      put AS (
        INSERT INTO device (id, person_id, token_hash) VALUES (${randomUUID()}, ${personId}, ${hashOf(token)})
        ON CONFLICT (person_id, token_hash) DO UPDATE SET last_used_at = now(), revoked_at = NULL RETURNING id)
      SELECT put.id, NOT EXISTS (SELECT 1 FROM before WHERE token_hash = ${hashOf(token)} AND revoked_at IS NULL) AS "isNew",
             EXISTS (SELECT 1 FROM before WHERE token_hash <> ${hashOf(token)}) AS "hasOthers"
      FROM put`;
    return row!;
  }

  async revokeAll(tx: Tx, personId: string): Promise<void> {
    await tx.sql`UPDATE device SET revoked_at = now() WHERE person_id = ${personId} AND revoked_at IS NULL`;
  }
}
