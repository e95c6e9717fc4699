import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { type Db, PersonKeys, type Tx } from '#platform';
import { proofOf, type Standing, standingOf } from './text-proof.js';

/** What is signed: a version of a protocol, or a proposed dose. */
export type Signed = Readonly<{ versionId: string } | { proposalId: string; doseMg: number }>;
export type NewSignature = Readonly<{ patientId: string; signerId: string; licenceId: string; signed: Signed; text: string }>;
export type SignatureRow = Readonly<{
  versionId: string | null;
  proposalId: string | null;
  signerId: string;
  signedAt: Date;
  text: string | null;
  standing: Standing;
}>;

const place = (rowId: string) => ({ table: 'protocol_signature', column: 'text_sealed', rowId });

/** Signatures are facts: the text that was signed, sealed under the patient's key, and its SHA-256 beside it. */
@Injectable()
export class SignatureRepository {
  constructor(private readonly keys: PersonKeys) {}

  /** @returns the proof, as it goes into the audit: 64 hexadecimal digits */
  async insert(tx: Tx, { patientId, signerId, licenceId, signed, text }: NewSignature): Promise<string> {
    const id = randomUUID();
    const [sealed, proof] = [await this.keys.seal(tx, patientId, text, place(id)), proofOf(text)];
    const { versionId, proposalId, doseMg } = { versionId: null, proposalId: null, doseMg: null, ...signed };
    await tx.sql`
      INSERT INTO protocol_signature (id, patient_id, version_id, proposal_id, dose_mg, signer_id, licence_id, text_sealed, text_sha256)
      VALUES (${id}, ${patientId}, ${versionId}::uuid, ${proposalId}::uuid, ${doseMg}::numeric, ${signerId}, ${licenceId}, ${sealed},
        decode(${proof.toString('hex')}, 'hex'))`;
    return proof.toString('hex');
  }

  /** All of a patient, in the order in which they were given, each looked at whether it still is what was signed. */
  async findOf(db: Db, patientId: string): Promise<SignatureRow[]> {
    const rows = await db.protocolSignature.findMany({ where: { patientId }, orderBy: [{ signedAt: 'asc' }, { id: 'asc' }] });
    return Promise.all(
      rows.map(async ({ id, versionId, proposalId, signerId, signedAt, textSealed, textSha256 }) => {
        const text = await this.keys.openIfKept(db, textSealed, place(id));
        return { versionId, proposalId, signerId, signedAt, text, standing: standingOf(text, textSha256) };
      }),
    );
  }
}
