import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { type Db, PersonKeys, type Reader, type Tx } from '#platform';

export type SignatureRow = Readonly<{
  id: string;
  clauseId: string;
  code: string;
  version: number;
  title: string;
  text: string;
  nameSealed: string;
  signedAt: Date;
  withdrawnAt: Date | null;
}>;
export type NewSignature = Readonly<{ patientId: string; clauseId: string; digest: string; name: string; isProven: boolean }>;
export type ConsentRow = Readonly<{ version: string; validUntil: Date | null; withdrawnAt: Date | null }>;

const place = (rowId: string) => ({ table: 'consent_signature', column: 'name_sealed', rowId });

/** What patients have consented to: as a whole, and clause by clause. */
@Injectable()
export class ConsentRepository {
  constructor(private readonly keys: PersonKeys) {}

  /** The version that a patient has signed and not withdrawn; null if there is none. */
  async findVersion(db: Db, patientId: string): Promise<string | null> {
    const consent = await db.consent.findFirst({
      where: { patientId, withdrawnAt: null },
      orderBy: { signedAt: 'desc' },
      select: { version: true },
    });
    return consent?.version ?? null;
  }

  /** The last one, withdrawn or not. */
  findLast(db: Db, patientId: string): Promise<ConsentRow | null> {
    const select = { version: true, validUntil: true, withdrawnAt: true };
    return db.consent.findFirst({ where: { patientId }, orderBy: [{ signedAt: 'desc' }, { id: 'asc' }], select });
  }

  /** All that a patient ever signed, the newest first. */
  findSignatures(on: Reader, patientId: string): Promise<SignatureRow[]> {
    return on.sql<SignatureRow>`
      SELECT s.id, s.clause_id AS "clauseId", c.code, c.version, c.title, c.text, s.name_sealed AS "nameSealed",
        s.signed_at AS "signedAt", s.withdrawn_at AS "withdrawnAt"
      FROM consent_signature s JOIN consent_clause c ON c.id = s.clause_id
      WHERE s.patient_id = ${patientId} ORDER BY s.signed_at DESC, s.id`;
  }

  /** The same as far as it says what is signed: for the gate. */
  findSigned(on: Reader, patientId: string): Promise<Pick<SignatureRow, 'clauseId' | 'code' | 'signedAt' | 'withdrawnAt'>[]> {
    return on.sql`
      SELECT s.clause_id AS "clauseId", c.code, s.signed_at AS "signedAt", s.withdrawn_at AS "withdrawnAt"
      FROM consent_signature s JOIN consent_clause c ON c.id = s.clause_id WHERE s.patient_id = ${patientId}`;
  }

  /** @returns null for what was erased */
  nameOf(db: Db, { id, nameSealed }: Pick<SignatureRow, 'id' | 'nameSealed'>): Promise<string | null> {
    return this.keys.openIfKept(db, nameSealed, place(id));
  }

  /** Until the transaction ends nobody else signs or withdraws for this patient. */
  async hold(tx: Tx, patientId: string): Promise<void> {
    await tx.sql`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`consents|${patientId}`}, 0))`;
  }

  async sign(tx: Tx, { patientId, clauseId, digest, name, isProven }: NewSignature, now: Date): Promise<void> {
    const id = randomUUID();
    const sealed = await this.keys.seal(tx, patientId, name, place(id));
    await tx.sql`
      INSERT INTO consent_signature (id, patient_id, clause_id, digest, name_sealed, is_proven, signed_at)
      VALUES (${id}, ${patientId}, ${clauseId}, ${digest}, ${sealed}, ${isProven}, ${now})`;
  }

  /** The whole, once each of its clauses is signed. */
  async insert(tx: Tx, patientId: string, version: string): Promise<void> {
    await tx.sql`INSERT INTO consent (id, patient_id, version) VALUES (${randomUUID()}, ${patientId}, ${version})`;
  }

  /** @returns the consent that held at last, if one did; null when there was nothing to take back */
  async withdraw(tx: Tx, patientId: string): Promise<{ consentId: string | null } | null> {
    const signatures = await tx.sql`
      UPDATE consent_signature SET withdrawn_at = app_now() WHERE patient_id = ${patientId} AND withdrawn_at IS NULL RETURNING 1`;
    const [newest] = await tx.sql<{ id: string }>`
      WITH ended AS (
        UPDATE consent SET withdrawn_at = app_now() WHERE patient_id = ${patientId} AND withdrawn_at IS NULL RETURNING id, signed_at)
      SELECT id FROM ended ORDER BY signed_at DESC, id LIMIT 1`;
    return signatures.length || newest ? { consentId: newest?.id ?? null } : null;
  }
}
