import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { Database, PersonKeys, type Reader, type Tx } from '#platform';

/** A secret of an authenticator app, opened; `now` is real time as the database has it. */
export type TotpRow = Readonly<{ secret: string; lastCounter: number; isConfirmed: boolean; now: number }>;
/** A secret that waits for its first code; `sealed` is what it is known by. */
export type BegunTotp = Readonly<{ secret: string; sealed: string; now: number }>;
export type FactorCount = Readonly<{ hasPassword: boolean; hasTotp: boolean; passkeys: number; recoveryCodes: number }>;

/** Authenticator apps and recovery codes. Secrets are sealed under the key of the person; codes are hashed, for they are random enough. */
@Injectable()
export class FactorRepository {
  constructor(
    private readonly database: Database,
    private readonly keys: PersonKeys,
  ) {}

  /** What a person can sign in with. */
  async count(personId: string, on: Reader = this.database): Promise<FactorCount> {
    const [row] = await on.sql<FactorCount>`
      SELECT EXISTS (SELECT 1 FROM password_credential WHERE person_id = ${personId}) AS "hasPassword",
             EXISTS (SELECT 1 FROM totp_secret WHERE person_id = ${personId} AND confirmed_at IS NOT NULL) AS "hasTotp",
             (SELECT count(*) FROM passkey WHERE person_id = ${personId}) AS passkeys,
             (SELECT count(*) FROM recovery_code WHERE person_id = ${personId} AND used_at IS NULL) AS "recoveryCodes"`;
    return row!;
  }

  async findTotp(personId: string): Promise<TotpRow | undefined> {
    const [row] = await this.database.sql<{ sealed: string; lastCounter: number; isConfirmed: boolean; now: Date }>`
      SELECT secret_sealed AS sealed, last_counter AS "lastCounter", confirmed_at IS NOT NULL AS "isConfirmed", now() AS now
      FROM totp_secret WHERE person_id = ${personId}`;
    if (!row) return undefined;
    const secret = await this.keys.open(this.database.read, row.sealed, place(personId));
    return { ...row, secret, now: row.now.getTime() };
  }

  /** The secret that waits for its first code. */
  async findBegun(personId: string): Promise<BegunTotp | undefined> {
    const [row] = await this.database.sql<{ sealed: string; isNext: boolean; now: Date }>`
      SELECT coalesce(next_sealed, secret_sealed) AS sealed, next_sealed IS NOT NULL AS "isNext", now() AS now
      FROM totp_secret WHERE person_id = ${personId} AND (next_sealed IS NOT NULL OR confirmed_at IS NULL)`;
    if (!row) return undefined;
    const secret = await this.keys.open(this.database.read, row.sealed, row.isNext ? nextPlace(personId) : place(personId));
    return { secret, sealed: row.sealed, now: row.now.getTime() };
  }

  /** A secret that counts once it is confirmed; one that is in use stays so until then. */
  async beginTotp(tx: Tx, personId: string, secret: string): Promise<void> {
    const first = await this.keys.seal(tx, personId, secret, place(personId));
    const next = await this.keys.seal(tx, personId, secret, nextPlace(personId));
    await tx.sql`
      INSERT INTO totp_secret AS t (person_id, secret_sealed) VALUES (${personId}, ${first})
      ON CONFLICT (person_id) DO UPDATE SET
        secret_sealed = CASE WHEN t.confirmed_at IS NULL THEN EXCLUDED.secret_sealed ELSE t.secret_sealed END,
        next_sealed = CASE WHEN t.confirmed_at IS NULL THEN NULL ELSE ${next} END`;
  }

  /** Puts a secret that was begun into use, with its first code. @returns false when another was begun meanwhile */
  async confirmTotp(tx: Tx, personId: string, { secret, sealed }: BegunTotp, counter: number): Promise<boolean> {
    const used = await this.keys.seal(tx, personId, secret, place(personId));
    const rows = await tx.sql`
      UPDATE totp_secret SET secret_sealed = ${used}, next_sealed = NULL, confirmed_at = now(), created_at = now(), last_counter = ${counter}
      WHERE person_id = ${personId} AND coalesce(next_sealed, secret_sealed) = ${sealed}
        AND (next_sealed IS NOT NULL OR confirmed_at IS NULL) RETURNING 1`;
    return rows.length === 1;
  }

  /** From here to the end of the transaction nobody else changes what the person signs in with. */
  async lock(tx: Tx, personId: string): Promise<void> {
    await tx.sql`SELECT 1 FROM person WHERE id = ${personId} FOR NO KEY UPDATE`;
  }

  /** A secret, in use at once or to be confirmed, whatever was there. */
  async putTotp(tx: Tx, personId: string, secret: string, { isConfirmed = false } = {}): Promise<void> {
    const sealed = await this.keys.seal(tx, personId, secret, place(personId));
    await tx.sql`
      INSERT INTO totp_secret (person_id, secret_sealed, confirmed_at)
      VALUES (${personId}, ${sealed}, CASE WHEN ${isConfirmed} THEN now() END)
      ON CONFLICT (person_id) DO UPDATE SET secret_sealed = EXCLUDED.secret_sealed, confirmed_at = EXCLUDED.confirmed_at,
        next_sealed = NULL, last_counter = 0, created_at = now()`;
  }

  /** Takes the code of a half minute, once. @returns false when it, or a later one, was taken before */
  async takeCounter(tx: Tx, personId: string, counter: number): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE totp_secret SET last_counter = ${counter}, confirmed_at = coalesce(confirmed_at, now())
      WHERE person_id = ${personId} AND last_counter < ${counter} RETURNING 1`;
    return rows.length === 1;
  }

  async deleteTotp(tx: Tx, personId: string): Promise<void> {
    await tx.sql`DELETE FROM totp_secret WHERE person_id = ${personId}`;
  }

  /** The old codes end with it. */
  async replaceRecoveryCodes(tx: Tx, personId: string, hashes: readonly Buffer[]): Promise<void> {
    await tx.sql`DELETE FROM recovery_code WHERE person_id = ${personId}`;
    await tx.recoveryCode.createMany({
      data: hashes.map((hash) => ({ id: randomUUID(), personId, codeHash: new Uint8Array(hash) })),
    });
  }

  /** @returns false for a code that is not this person's, or was used */
  async takeRecoveryCode(tx: Tx, personId: string, hash: Buffer): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE recovery_code SET used_at = now()
      WHERE person_id = ${personId} AND code_hash = ${hash} AND used_at IS NULL RETURNING 1`;
    return rows.length === 1;
  }

  /** Everything but the password: somebody was identified anew. */
  async deleteAll(tx: Tx, personId: string): Promise<void> {
    await tx.sql`DELETE FROM recovery_code WHERE person_id = ${personId}`;
    await tx.sql`DELETE FROM passkey WHERE person_id = ${personId}`;
    await this.deleteTotp(tx, personId);
  }
}

const place = (rowId: string) => ({ table: 'totp_secret', column: 'secret_sealed', rowId });
const nextPlace = (rowId: string) => ({ table: 'totp_secret', column: 'next_sealed', rowId });
