import { Injectable } from '@nestjs/common';

import { type Actor, Audit } from '#audit';
import type { Sql } from '#platform';
import { factsOfLog, type NamedFact, type ScoreFact, type SessionFact, type SignalFact } from './domain/course-facts.js';
import type { PauseLimits } from './domain/pause-limits.js';

type LogEntries = Parameters<typeof factsOfLog>[0];
type SessionRow = Omit<SessionFact, 'readings' | 'checks' | 'alerts' | 'holds'> & Readonly<{ entries: LogEntries }>;
type Row = Readonly<{
  now: Date;
  protocolId: string | null;
  signedAt: Date | null;
  knownWhenSigned: readonly string[] | null;
  sessions: readonly SessionRow[];
  scores: readonly ScoreFact[];
  signals: readonly SignalFact[];
  unaccounted: readonly NamedFact[];
  otherPrescribers: readonly NamedFact[];
  missedReviews: readonly NamedFact[];
  isPaused: boolean;
  known: readonly string[];
  /** Signed for the clinic and for the patient. */
  ownLimits: readonly Partial<PauseLimits>[];
}>;

/** A patient's course as it stands. `protocolId` null: no protocol holds. `known`: facts that have paused it before, by `knownAs`. */
export type StoredCourse = Omit<Row, 'sessions'> & Readonly<{ sessions: readonly SessionFact[] }>;

/** What happened in courses: views over what several contexts own. */
@Injectable()
export class CourseFactsRepository {
  constructor(private readonly audit: Audit) {}

  /** For somebody who looks at it: the row of the look and what is shown are one statement. */
  readRecorded(reader: Actor, patientId: string): Promise<StoredCourse> {
    const act = { action: 'read-dose-ledger', objectType: 'protocol', subjectPersonId: patientId };
    return this.audit.readRecorded(reader, act, (sql) => this.read(sql, patientId));
  }

  /** One statement, whatever there is. @param sql of a transaction, or of a read that is recorded with it */
  async read(sql: Sql, patientId: string): Promise<StoredCourse> {
    const [row] = await sql<Row>`
      SELECT app_now() AS now, p.id AS "protocolId", p.signed_at AS "signedAt",
        (SELECT known_facts FROM protocol_version v WHERE v.protocol_id = p.id AND v.state = 'signed') AS "knownWhenSigned",
        coalesce((SELECT jsonb_agg(jsonb_build_object('sessionId', session_id, 'doseLineId', dose_line_id, 'protocolId', protocol_id,
            'template', template, 'number', number, 'doseMg', dose_mg, 'takenAt', CASE WHEN aborted_at IS NULL THEN extract(epoch FROM taken_at) * 1000 END,
            'startsAt', extract(epoch FROM starts_at) * 1000, 'abortedAt', extract(epoch FROM aborted_at) * 1000,
            'alertSystolicMmHg', alert_systolic, 'entries', entries,
            'visit', CASE WHEN visit_id IS NOT NULL THEN
              jsonb_build_object('id', visit_id, 'state', visit_state, 'startsAt', extract(epoch FROM visit_at) * 1000) END))
          FROM course_session_fact WHERE patient_id = one.id), '[]') AS sessions,
        coalesce((SELECT jsonb_agg(jsonb_build_object('responseId', response_id, 'form', form, 'name', name, 'value', value,
            'at', extract(epoch FROM at) * 1000))
          FROM course_score_fact WHERE patient_id = one.id), '[]') AS scores,
        coalesce((SELECT jsonb_agg(jsonb_build_object('signalId', signal_id, 'rule', rule, 'at', extract(epoch FROM at) * 1000))
          FROM course_signal_fact WHERE patient_id = one.id), '[]') AS signals,
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', discrepancy_id, 'at', extract(epoch FROM at) * 1000))
          FROM course_missing_medicine WHERE patient_id = one.id), '[]') AS unaccounted,
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', check_id, 'at', extract(epoch FROM at) * 1000))
          FROM course_other_prescriber WHERE patient_id = one.id), '[]') AS "otherPrescribers",
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', fact, 'at', extract(epoch FROM at) * 1000))
          FROM course_missed_review WHERE patient_id = one.id), '[]') AS "missedReviews",
        EXISTS (SELECT 1 FROM paused_course WHERE patient_id = one.id) AS "isPaused",
        ARRAY(SELECT reason || '|' || fact FROM protocol_pause WHERE patient_id = one.id) AS known,
        coalesce((SELECT jsonb_agg(limits) FROM (
          SELECT DISTINCT ON (patient_id) limits FROM pause_limits WHERE patient_id IS NULL OR patient_id = one.id
          ORDER BY patient_id, version DESC) newest), '[]') AS "ownLimits"
      FROM (SELECT ${patientId}::uuid AS id) one
      LEFT JOIN LATERAL (
        SELECT id, signed_at FROM protocol WHERE patient_id = one.id AND state IN ('signed', 'running', 'paused')
        ORDER BY signed_at DESC, id LIMIT 1) p ON true`;
    const { sessions, ...rest } = row!;
    return { ...rest, sessions: sessions.map(({ entries, ...session }) => ({ ...session, ...factsOfLog(entries) })) };
  }
}
