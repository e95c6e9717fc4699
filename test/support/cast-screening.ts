import { randomUUID } from 'node:crypto';
import type pg from 'pg';

/** Screenings, put straight into a database, as its own laws allow. */
export class CastScreening {
  constructor(private readonly database: pg.Client) {}

  /** A patient's case. @param ownerId of a new one @returns its id */
  async open(patientId: string, ownerId: string): Promise<string> {
    await this.database.query(
      'INSERT INTO screening_case (id, patient_id, owner_id, owner_by) VALUES ($1, $2, $3, $3) ON CONFLICT DO NOTHING',
      [randomUUID(), patientId, ownerId],
    );
    return (await this.database.query('SELECT id FROM screening_case WHERE patient_id = $1', [patientId])).rows[0].id;
  }

  /** An open offer between these two, in place of any before. @returns its id */
  async offer(patientId: string, fromId: string, toId: string): Promise<string> {
    const [id, caseId] = [randomUUID(), await this.open(patientId, fromId)];
    await this.database.query(
      "UPDATE screening_hand_off SET state = 'withdrawn', ended_at = app_now() WHERE case_id = $1 AND state = 'offered'",
      [caseId],
    );
    await this.database.query(
      `UPDATE screening_case SET owner_id = $2, owner_since = app_now(), owner_cause = 'assigned', owner_by = $2, hand_off_id = NULL
       WHERE id = $1 AND owner_id <> $2`,
      [caseId, fromId],
    );
    await this.database.query(
      `INSERT INTO screening_hand_off (id, case_id, patient_id, is_warm, from_id, to_id, until, summary_sealed)
       VALUES ($1, $2, $3, false, $4, $5, app_now() + interval '1 day', '')`,
      [id, caseId, patientId, fromId, toId],
    );
    return id;
  }

  /** What is asked outside. @returns its id */
  async ask(patientId: string, askedBy: string): Promise<string> {
    const [id, caseId] = [randomUUID(), await this.open(patientId, askedBy)];
    await this.database.query(
      `INSERT INTO screening_clearance (id, case_id, patient_id, asked_by, due_at, question_sealed)
       VALUES ($1, $2, $3, $4, app_now() + interval '1 day', '')`,
      [id, caseId, patientId, askedBy],
    );
    return id;
  }

  async answered(patientId: string): Promise<void> {
    await this.database.query(
      `INSERT INTO questionnaire_response (id, patient_id, form, version, answered_at, completed_at) VALUES ($1, $2, 'peg', '1', app_now(), app_now())`,
      [randomUUID(), patientId],
    );
  }
}
