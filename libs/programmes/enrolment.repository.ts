import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { EnrolmentEnding, ProgrammeContent } from '#contracts';
import type { Reader, Tx } from '#platform';
import type { EnrolmentState, Mark } from './domain/programme.js';

export type EnrolmentRow = Readonly<{
  id: string;
  patientId: string;
  versionNumber: number;
  content: ProgrammeContent;
  state: EnrolmentState;
  enrolledBy: string;
  enrolledAt: Date;
  ownReleaseId: string | null;
  beganAt: Date | null;
  endedAt: Date | null;
  ending: EnrolmentEnding | null;
}>;
/** What other contexts know of an enrolled patient: view `programme_fact`. */
export type EnrolmentFacts = Readonly<{
  isEligible: boolean;
  protocolId: string | null;
  /** The code of the template that the protocol was signed from. */
  template: string | null;
  isPaused: boolean | null;
  had: number;
  isVisitHeld: boolean;
  nextDose: 'unsigned' | 'signed' | 'booked';
  nextAt: Date | null;
  isReleaseOpen: boolean;
  letters: readonly string[];
}>;
export type MarkRow = Mark & Readonly<{ recordedBy: string; recordedAt: Date }>;
type Move = Readonly<{ from: EnrolmentState; to: EnrolmentState; by: string; ending: EnrolmentEnding | null }>;

/** Who is in which programme, and what was recorded of it. */
@Injectable()
export class EnrolmentRepository {
  /** The newest first; one that is open is the first. */
  findAll(on: Reader, patientId: string): Promise<EnrolmentRow[]> {
    return on.sql<EnrolmentRow>`
      SELECT e.id, e.patient_id AS "patientId", v.number AS "versionNumber", v.content, e.state, e.enrolled_by AS "enrolledBy",
        e.enrolled_at AS "enrolledAt", e.own_release_id AS "ownReleaseId", e.began_at AS "beganAt", e.ended_at AS "endedAt", e.ending
      FROM programme_enrolment e JOIN programme_version v ON v.id = e.version_id
      WHERE e.patient_id = ${patientId}::uuid ORDER BY e.ended_at IS NOT NULL, e.enrolled_at DESC, e.id LIMIT 50`;
  }

  /** The open one, held until the transaction is over. */
  async hold(tx: Tx, patientId: string): Promise<EnrolmentRow | null> {
    await tx.sql`
      SELECT 1 FROM programme_enrolment WHERE patient_id = ${patientId}::uuid AND state IN ('enrolled', 'active') FOR UPDATE`;
    const [newest] = await this.findAll(tx, patientId);
    return newest && newest.endedAt === null ? newest : null;
  }

  /** @returns its id; null when there is an open one already */
  async insert(tx: Tx, patientId: string, versionId: string, by: string): Promise<string | null> {
    const [row] = await tx.sql<{ id: string }>`
      INSERT INTO programme_enrolment (id, patient_id, version_id, enrolled_by)
      VALUES (${randomUUID()}, ${patientId}, ${versionId}, ${by}) ON CONFLICT DO NOTHING RETURNING id`;
    return row?.id ?? null;
  }

  async isEligible(on: Reader, patientId: string): Promise<boolean> {
    return (await on.sql`SELECT 1 FROM programme_candidate WHERE patient_id = ${patientId}::uuid`).length === 1;
  }

  async facts(on: Reader, enrolmentId: string): Promise<EnrolmentFacts> {
    const [row] = await on.sql<EnrolmentFacts>`
      SELECT is_eligible AS "isEligible", protocol_id AS "protocolId", template, is_paused AS "isPaused", had,
        is_visit_held AS "isVisitHeld", next_dose AS "nextDose", next_at AS "nextAt", is_release_open AS "isReleaseOpen", letters
      FROM programme_fact WHERE enrolment_id = ${enrolmentId}::uuid`;
    return row!;
  }

  /** The oldest first. */
  marks(on: Reader, enrolmentId: string): Promise<MarkRow[]> {
    return on.sql<MarkRow>`
      SELECT kind, which, recorded_by AS "recordedBy", recorded_at AS "recordedAt"
      FROM programme_mark WHERE enrolment_id = ${enrolmentId}::uuid ORDER BY recorded_at, kind, which`;
  }

  /** @returns false when it is recorded already */
  async mark(tx: Tx, { id, patientId }: EnrolmentRow, { kind, which }: Mark, by: string): Promise<boolean> {
    const rows = await tx.sql`
      INSERT INTO programme_mark (id, enrolment_id, patient_id, kind, which, recorded_by)
      VALUES (${randomUUID()}, ${id}, ${patientId}, ${kind}, ${which}, ${by}) ON CONFLICT DO NOTHING RETURNING 1`;
    return rows.length === 1;
  }

  /** @returns false when it is no open release of the patient */
  async nameOwnTherapist(tx: Tx, { id, patientId }: EnrolmentRow, releaseId: string): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE programme_enrolment SET own_release_id = ${releaseId}::uuid
      WHERE id = ${id}::uuid AND EXISTS (
        SELECT 1 FROM programme_release WHERE release_id = ${releaseId}::uuid AND patient_id = ${patientId}::uuid) RETURNING 1`;
    return rows.length === 1;
  }

  async move(tx: Tx, id: string, { from, to, by, ending }: Move): Promise<void> {
    const isOver = to === 'completed' || to === 'ended';
    await tx.sql`
      UPDATE programme_enrolment SET state = ${to}, ending = ${ending},
        began_at = CASE WHEN ${to} = 'active' THEN app_now() ELSE began_at END,
        ended_at = CASE WHEN ${isOver} THEN app_now() END, ended_by = CASE WHEN ${isOver} THEN ${by}::uuid END
      WHERE id = ${id}::uuid AND state = ${from}`;
  }
}
