import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { VersionContent } from '#contracts';
import { type Db, PersonKeys, type Reader, type Tx } from '#platform';
import type { SessionPlan } from '#session-engine';

/** What a version says besides words; `words` are sealed under the patient's key. */
export type VersionTerms = Readonly<{
  templateVersionId: string | null;
  template: string;
  plan: SessionPlan;
  content: VersionContent;
}>;
export type VersionState = 'draft' | 'signed' | 'superseded' | 'dropped';
export type VersionRow = Omit<VersionTerms, 'content'> &
  Readonly<{
    id: string;
    protocolId: string;
    patientId: string;
    number: number;
    state: VersionState;
    revision: number;
    editedBy: string;
    editedAt: Date;
    content: Omit<VersionContent, 'goal' | 'reason'> & Readonly<{ goal: string | null; reason: string | null }>;
  }>;
type Row = Omit<VersionRow, 'content'> & Omit<VersionContent, 'goal' | 'reason'> & Readonly<{ wordsSealed: string }>;

const place = (rowId: string) => ({ table: 'protocol_version', column: 'words_sealed', rowId });
/** JSON of the columns that make a version, as the statements below read it. */
const columnsOf = ({ content, ...terms }: VersionTerms) => {
  const { goal: _goal, reason: _reason, ...rest } = content;
  return JSON.stringify({ later: [], ...rest, ...terms });
};

/** Versions of patients' protocols: a draft is edited, and what was signed stays. */
@Injectable()
export class VersionRepository {
  constructor(private readonly keys: PersonKeys) {}

  /** Nobody else changes this patient's protocols until the transaction is over. */
  async hold(tx: Tx, patientId: string): Promise<void> {
    await tx.sql`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`protocol|${patientId}`}, 0))`;
  }

  /** The newest first. */
  async findOf(db: Db, protocolId: string): Promise<VersionRow[]> {
    return this.opened(db, await this.rows(db, { protocolId }));
  }

  async find(db: Db, id: string): Promise<VersionRow | null> {
    return (await this.opened(db, await this.rows(db, { id })))[0] ?? null;
  }

  async patientOf(on: Reader, id: string): Promise<string | null> {
    const [row] = await on.sql<{ patientId: string }>`SELECT patient_id AS "patientId" FROM protocol_version WHERE id = ${id}`;
    return row?.patientId ?? null;
  }

  /** The draft of a patient; there is one at most. */
  async findDraft(db: Db, patientId: string): Promise<VersionRow | null> {
    const [row] = await db.sql<{
      id: string;
    }>`SELECT id FROM protocol_version WHERE patient_id = ${patientId} AND state = 'draft'`;
    return row ? this.find(db, row.id) : null;
  }

  async hasEnded(on: Reader, protocolId: string): Promise<boolean> {
    return (await on.sql`SELECT 1 FROM protocol WHERE id = ${protocolId}::uuid AND state = 'ended'`).length > 0;
  }

  /** A protocol that nobody has signed yet. @returns its id */
  async insertProtocol(tx: Tx, patientId: string, { template, plan, content }: VersionTerms): Promise<string> {
    const id = randomUUID();
    await tx.sql`
      INSERT INTO protocol (id, patient_id, template, plan, min_days_between)
      VALUES (${id}, ${patientId}, ${template}, ${JSON.stringify(plan)}::jsonb, ${content.minDaysBetween})`;
    return id;
  }

  /** @returns its id */
  async insert(
    tx: Tx,
    of: Readonly<{ protocolId: string; patientId: string; by: string }>,
    terms: VersionTerms,
  ): Promise<string> {
    const id = randomUUID();
    const words = await this.sealed(tx, of.patientId, id, terms.content);
    await tx.sql`
      INSERT INTO protocol_version (id, protocol_id, patient_id, number, template_version_id, template, phase, plan, patient_limits,
        min_days_between, later_phases, sessions, end_point_review_on, guardrails, words_sealed, edited_by)
      SELECT ${id}::uuid, ${of.protocolId}::uuid, ${of.patientId}::uuid,
        coalesce((SELECT max(number) FROM protocol_version WHERE protocol_id = ${of.protocolId}::uuid), 0) + 1,
        "templateVersionId", template, phase, plan, "patientLimits", "minDaysBetween", later, sessions, "endPointReviewOn", guardrails,
        ${words}, ${of.by}::uuid
      FROM jsonb_to_record(${columnsOf(terms)}::jsonb) AS said ("templateVersionId" uuid, template text, phase text, plan jsonb,
        "patientLimits" jsonb, "minDaysBetween" smallint, later jsonb, sessions smallint, "endPointReviewOn" date, guardrails jsonb)`;
    return id;
  }

  /** @returns the revision that it is now; null when it is another one than `revision`, or no draft */
  async edit(
    tx: Tx,
    { id, patientId, revision }: Pick<VersionRow, 'id' | 'patientId' | 'revision'>,
    terms: VersionTerms,
    by: string,
  ) {
    const words = await this.sealed(tx, patientId, id, terms.content);
    const [row] = await tx.sql<{ revision: number }>`
      UPDATE protocol_version v SET phase = said.phase, patient_limits = said."patientLimits", min_days_between = said."minDaysBetween",
        later_phases = said.later, sessions = said.sessions, end_point_review_on = said."endPointReviewOn", guardrails = said.guardrails,
        words_sealed = ${words}, revision = revision + 1, edited_by = ${by}::uuid, edited_at = app_now()
      FROM jsonb_to_record(${columnsOf(terms)}::jsonb) AS said (phase text, "patientLimits" jsonb, "minDaysBetween" smallint,
        later jsonb, sessions smallint, "endPointReviewOn" date, guardrails jsonb)
      WHERE v.id = ${id}::uuid AND v.state = 'draft' AND v.revision = ${revision}::int RETURNING v.revision`;
    return row?.revision ?? null;
  }

  /** A draft that nobody wants; the next one of the same protocol has the next number. @returns whether it was a draft */
  async drop(tx: Tx, id: string): Promise<boolean> {
    const rows = await tx.sql`UPDATE protocol_version SET state = 'dropped' WHERE id = ${id} AND state = 'draft' RETURNING 1`;
    return rows.length === 1;
  }

  /** What had happened when a draft is signed, by `knownAs`. */
  async keepKnown(tx: Tx, id: string, facts: readonly string[]): Promise<void> {
    await tx.sql`UPDATE protocol_version SET known_facts = ${JSON.stringify(facts)}::jsonb WHERE id = ${id} AND state = 'draft'`;
  }

  /**
   * The draft holds from now on, instead of what held before it; lines that it has more of are planned, and open if the visit after the
   * dose before took place, also when that was a dose of another course. Its signature is there already.
   */
  async putInForce(tx: Tx, { id, protocolId }: Pick<VersionRow, 'id' | 'protocolId'>, signerId: string): Promise<void> {
    await tx.sql`UPDATE protocol_version SET state = 'superseded' WHERE protocol_id = ${protocolId} AND state = 'signed'`;
    await tx.sql`UPDATE protocol_version SET state = 'signed' WHERE id = ${id} AND state = 'draft'`;
    await tx.sql`
      UPDATE protocol p SET version = v.number, template = v.template, phase = v.phase, plan = v.plan, patient_limits = v.patient_limits,
        min_days_between = v.min_days_between, later_phases = v.later_phases, sessions = v.sessions, end_point_review_on = v.end_point_review_on,
        guardrails = v.guardrails, signed_by = ${signerId}::uuid, signed_at = app_now(),
        state = CASE WHEN p.state = 'draft' THEN 'signed' ELSE p.state END
      FROM protocol_version v WHERE v.id = ${id}::uuid AND p.id = v.protocol_id`;
    await tx.sql`
      INSERT INTO dose_line (id, protocol_id, number, unlocked_at)
      SELECT gen_random_uuid(), p.id, n, CASE WHEN n = 1 AND NOT course_visit_owed(p.patient_id) OR EXISTS (
          SELECT 1 FROM course_session_fact f WHERE f.protocol_id = p.id AND f.number = n - 1 AND f.visit_state IN ('done', 'late_done'))
        THEN app_now() END
      FROM protocol p CROSS JOIN generate_series(1, p.sessions) AS n
      WHERE p.id = ${protocolId}::uuid AND NOT EXISTS (SELECT 1 FROM dose_line d WHERE d.protocol_id = p.id AND d.number = n)`;
  }

  private rows(on: Reader, by: Readonly<{ id: string } | { protocolId: string }>): Promise<Row[]> {
    const { id, protocolId } = { id: null, protocolId: null, ...by };
    return on.sql<Row>`
      SELECT id, protocol_id AS "protocolId", patient_id AS "patientId", number, state, revision, template_version_id AS "templateVersionId",
        template, phase, plan, patient_limits AS "patientLimits", min_days_between AS "minDaysBetween", later_phases AS later, sessions,
        end_point_review_on::text AS "endPointReviewOn", guardrails, words_sealed AS "wordsSealed", edited_by AS "editedBy", edited_at AS "editedAt"
      FROM protocol_version WHERE id = ${id}::uuid OR protocol_id = ${protocolId}::uuid ORDER BY number DESC`;
  }

  private opened(db: Db, rows: readonly Row[]): Promise<VersionRow[]> {
    return Promise.all(
      rows.map(
        async ({ wordsSealed, phase, sessions, minDaysBetween, later, endPointReviewOn, patientLimits, guardrails, ...row }) => {
          const words = await this.keys.openIfKept(db, wordsSealed, place(row.id));
          const { goal, reason } =
            words === null ? { goal: null, reason: null } : (JSON.parse(words) as { goal: string; reason: string });
          return {
            ...row,
            content: { phase, sessions, minDaysBetween, later, endPointReviewOn, patientLimits, guardrails, goal, reason },
          };
        },
      ),
    );
  }

  private sealed(tx: Tx, patientId: string, id: string, { goal, reason }: VersionContent): Promise<string> {
    return this.keys.seal(tx, patientId, JSON.stringify({ goal, reason }), place(id));
  }
}
