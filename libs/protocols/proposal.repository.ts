import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { type Db, PersonKeys, type Reader, type Tx } from '#platform';
import type { Setting } from '#session-engine';
import type { DoseState } from './domain/dose-states.js';
import type { DoseHistory, GuardrailFinding, TitrationEvent } from './domain/guardrails.js';
import type { Guardrails } from './domain/template-laws.js';

/**
 * A dose to come, with what a proposal for it is weighed against. `priorMg`: the least of the dose taken last, the one signed for the
 * session before, and what was signed for this one.
 */
export type WeighedLine = Readonly<{
  id: string;
  protocolId: string;
  version: number;
  /** Where it is taken. */
  setting: Setting;
  number: number;
  state: DoseState;
  /** Null: signed before there were any. */
  guardrails: Guardrails | null;
  priorMg: number | null;
}>;
export type ProposalRow = Readonly<{
  id: string;
  patientId: string;
  doseLineId: string;
  state: 'open' | 'signed' | 'withdrawn';
  doseMg: number;
  priorMg: number | null;
  signaturesNeeded: number;
  findings: readonly GuardrailFinding[];
  reason: string | null;
  proposedBy: string;
  proposedAt: Date;
}>;
export type NewProposal = Pick<ProposalRow, 'patientId' | 'doseLineId' | 'doseMg' | 'priorMg' | 'signaturesNeeded' | 'findings'> &
  Readonly<{ reason: string; proposedBy: string }>;
type Row = Omit<ProposalRow, 'reason'> & Readonly<{ reasonSealed: string }>;

const place = (rowId: string) => ({ table: 'dose_proposal', column: 'reason_sealed', rowId });

/** Proposed doses, and the doses that they are for. */
@Injectable()
export class ProposalRepository {
  constructor(private readonly keys: PersonKeys) {}

  /** A dose of the protocol that holds; null when there is none of that number to come. @param by its number, or its id */
  async findLine(on: Reader, patientId: string, by: Readonly<{ number: number } | { id: string }>): Promise<WeighedLine | null> {
    const { number, id } = { number: null, id: null, ...by };
    const [row] = await on.sql<WeighedLine>`
      SELECT d.id, d.protocol_id AS "protocolId", p.version, coalesce(p.plan ->> 'setting', 'home') AS setting, d.number, d.state, p.guardrails,
        least(
          (SELECT t.dose_mg FROM dose_line t JOIN protocol o ON o.id = t.protocol_id
           WHERE o.patient_id = p.patient_id AND t.taken_at IS NOT NULL ORDER BY t.taken_at DESC, t.id LIMIT 1),
          (SELECT b.dose_mg FROM dose_line b
           WHERE b.protocol_id = d.protocol_id AND b.number < d.number AND b.state IN ('signed', 'released', 'taken')
           ORDER BY b.number DESC LIMIT 1),
          d.dose_mg)::float8 AS "priorMg"
      FROM newest_protocol n JOIN protocol p ON p.id = n.id JOIN dose_line d ON d.protocol_id = p.id
      WHERE n.patient_id = ${patientId}::uuid AND n.holds AND (d.number = ${number}::int OR d.id = ${id}::uuid)
        AND d.state IN ('planned', 'proposed', 'signed')`;
    return row ?? null;
  }

  /** When doses were taken, and what went wrong that nobody has reviewed, as it was at `readAt`. */
  async findPast(
    on: Reader,
    patientId: string,
  ): Promise<Pick<DoseHistory, 'takenAt' | 'unreviewed'> & Readonly<{ readAt: Date }>> {
    const [row] = await on.sql<{ takenAt: number[] | null; unreviewed: TitrationEvent[]; readAt: Date }>`
      SELECT (SELECT array_agg((extract(epoch FROM d.taken_at) * 1000)::float8) FROM dose_line d JOIN protocol p ON p.id = d.protocol_id
              WHERE p.patient_id = ${patientId}::uuid AND d.taken_at IS NOT NULL) AS "takenAt",
        ARRAY(SELECT DISTINCT e.kind FROM titration_event e WHERE e.patient_id = ${patientId}::uuid AND e.reviewed_at IS NULL
              AND e.happened_at > course_reviewed_until(${patientId}::uuid) ORDER BY 1) AS unreviewed, app_now() AS "readAt"`;
    return { ...row!, takenAt: row!.takenAt ?? [] };
  }

  /** The dose waits for signatures from now on, and is not released meanwhile. @returns the id of the proposal */
  async insert(tx: Tx, { reason, ...proposal }: NewProposal): Promise<string> {
    const id = randomUUID();
    const sealed = await this.keys.seal(tx, proposal.patientId, reason, place(id));
    await tx.sql`
      INSERT INTO dose_proposal (id, patient_id, dose_line_id, dose_mg, prior_mg, signatures_needed, findings, reason_sealed, proposed_by)
      VALUES (${id}, ${proposal.patientId}, ${proposal.doseLineId}, ${proposal.doseMg}::numeric, ${proposal.priorMg}::numeric,
        ${proposal.signaturesNeeded}, ${JSON.stringify(proposal.findings)}::jsonb, ${sealed}, ${proposal.proposedBy})`;
    await tx.sql`UPDATE dose_line SET state = 'proposed' WHERE id = ${proposal.doseLineId}`;
    return id;
  }

  async find(db: Db, id: string): Promise<ProposalRow | null> {
    const rows = await db.sql<Row>`
      SELECT id, patient_id AS "patientId", dose_line_id AS "doseLineId", state, dose_mg::float8 AS "doseMg", prior_mg::float8 AS "priorMg",
        signatures_needed AS "signaturesNeeded", findings, reason_sealed AS "reasonSealed", proposed_by AS "proposedBy", proposed_at AS "proposedAt"
      FROM dose_proposal WHERE id = ${id}`;
    return (await this.opened(db, rows))[0] ?? null;
  }

  /** Of all doses of a protocol, the newest first. */
  async findOf(db: Db, protocolId: string): Promise<ProposalRow[]> {
    const rows = await db.sql<Row>`
      SELECT p.id, p.patient_id AS "patientId", p.dose_line_id AS "doseLineId", p.state, p.dose_mg::float8 AS "doseMg",
        p.prior_mg::float8 AS "priorMg", p.signatures_needed AS "signaturesNeeded", p.findings, p.reason_sealed AS "reasonSealed",
        p.proposed_by AS "proposedBy", p.proposed_at AS "proposedAt"
      FROM dose_proposal p JOIN dose_line d ON d.id = p.dose_line_id WHERE d.protocol_id = ${protocolId}
      ORDER BY p.proposed_at DESC, p.id`;
    return this.opened(db, rows);
  }

  async patientOf(on: Reader, id: string): Promise<string | null> {
    const [row] = await on.sql<{ patientId: string }>`SELECT patient_id AS "patientId" FROM dose_proposal WHERE id = ${id}`;
    return row?.patientId ?? null;
  }

  /** Who has signed a proposal. */
  async signersOf(on: Reader, id: string): Promise<string[]> {
    const rows = await on.sql<{
      signerId: string;
    }>`SELECT signer_id AS "signerId" FROM protocol_signature WHERE proposal_id = ${id}`;
    return rows.map(({ signerId }) => signerId);
  }

  /** The dose is that of the proposal, which everybody has signed who has to. */
  async putInForce(
    tx: Tx,
    { id, doseLineId, doseMg }: Pick<ProposalRow, 'id' | 'doseLineId' | 'doseMg'>,
    signerId: string,
  ): Promise<void> {
    await tx.sql`UPDATE dose_proposal SET state = 'signed', ended_at = app_now() WHERE id = ${id} AND state = 'open'`;
    await tx.sql`
      UPDATE dose_line SET state = 'signed', dose_mg = ${doseMg}::numeric, signed_by = ${signerId}::uuid, signed_at = app_now()
      WHERE id = ${doseLineId} AND state = 'proposed'`;
  }

  /** What was signed before it holds again; without that the dose is only planned. @returns whether it was open */
  async withdraw(tx: Tx, { id, doseLineId }: Pick<ProposalRow, 'id' | 'doseLineId'>): Promise<boolean> {
    const rows =
      await tx.sql`UPDATE dose_proposal SET state = 'withdrawn', ended_at = app_now() WHERE id = ${id} AND state = 'open' RETURNING 1`;
    if (!rows.length) return false;
    await tx.sql`
      UPDATE dose_line d SET state = (CASE WHEN EXISTS (
          SELECT 1 FROM dose_proposal p WHERE p.dose_line_id = d.id AND p.state = 'signed' AND p.dose_mg = d.dose_mg)
        THEN 'signed' ELSE 'planned' END)::dose_state
      WHERE d.id = ${doseLineId} AND d.state = 'proposed'`;
    return true;
  }

  /** What a dose is now. */
  async stateOf(on: Reader, doseLineId: string): Promise<DoseState> {
    const [row] = await on.sql<{ state: DoseState }>`SELECT state FROM dose_line WHERE id = ${doseLineId}`;
    return row!.state;
  }

  private opened(db: Db, rows: readonly Row[]): Promise<ProposalRow[]> {
    return Promise.all(
      rows.map(async ({ reasonSealed, ...row }) => ({
        ...row,
        reason: await this.keys.openIfKept(db, reasonSealed, place(row.id)),
      })),
    );
  }
}
