import { Injectable } from '@nestjs/common';

import type { Db, Reader, Tx } from '#platform';
import type { GateLimits, SessionPlan, Setting } from '#session-engine';
import type { DoseState } from './domain/dose-states.js';
import type { PhasedCourse } from './domain/phases.js';

export type ProtocolState = 'draft' | 'signed' | 'running' | 'paused' | 'ended';
export type DoseLine = Readonly<{
  id: string;
  number: number;
  /** Null while none was signed. */
  doseMg: number | null;
  state: DoseState;
  unlockedAt: Date | null;
  takenAt: Date | null;
  /** The appointment of its session, unless that was called off. */
  appointmentId: string | null;
}>;
export type ShownDose = Omit<DoseLine, 'appointmentId'>;
export type PatientProtocol = Readonly<{
  id: string;
  patientId: string;
  plan: SessionPlan;
  patientLimits: Partial<GateLimits>;
  /** How many days of 24 hours lie between its doses. */
  course: PhasedCourse;
  signedAt: Date | null;
  /** A prescriber has to look before a dose is booked or released. */
  isPaused: boolean;
  doses: readonly DoseLine[];
  /** Of any protocol of this patient. */
  lastTakenAt: Date | null;
}>;

/** What the gate asks of a dose. `isDosePlanned`: it is one to come of the newest protocol, as it was signed for what has been since. */
export type GateFacts = Readonly<{
  /** Its protocol. */
  courseId: string;
  doseMg: number | null;
  state: DoseState;
  isDoseUnlocked: boolean;
  isProtocolSigned: boolean;
  isDosePlanned: boolean;
  isCoursePaused: boolean;
  doseNotBefore: Date | null;
}>;

type DoseRow = Omit<DoseLine, 'unlockedAt' | 'takenAt'> & Readonly<{ unlockedAt: number | null; takenAt: number | null }>;
const dateOf = (epochMs: number | null): Date | null => (epochMs === null ? null : new Date(epochMs));
const toDose = ({ unlockedAt, takenAt, ...line }: DoseRow): DoseLine => ({
  ...line,
  unlockedAt: dateOf(unlockedAt),
  takenAt: dateOf(takenAt),
});

@Injectable()
export class ProtocolRepository {
  /** The one that was signed last, if it holds: what was signed before it is replaced by it, and does not come back when it is paused. */
  async findCurrent(db: Db, patientId: string): Promise<PatientProtocol | null> {
    const [row] = await db.sql<
      Omit<PatientProtocol, 'doses' | 'lastTakenAt'> & { doses: readonly DoseRow[] | null; lastTakenAt: number | null }
    >`
      SELECT id, patient_id AS "patientId", plan, patient_limits AS "patientLimits",
        jsonb_build_object('phase', coalesce(phase, ''), 'sessions', coalesce(sessions, 0), 'minDaysBetween', min_days_between, 'later', later_phases) AS course,
        signed_at AS "signedAt", state = 'paused' AS "isPaused",
        (SELECT jsonb_agg(jsonb_build_object('id', id, 'number', number, 'doseMg', dose_mg, 'state', state,
           'unlockedAt', extract(epoch FROM unlocked_at) * 1000, 'takenAt', extract(epoch FROM taken_at) * 1000,
           'appointmentId', appointment_id) ORDER BY number)
         FROM dose_line LEFT JOIN dose_booking ON dose_line_id = id WHERE protocol_id = protocol.id) AS doses,
        (SELECT (extract(epoch FROM max(taken_at)) * 1000)::float8 FROM dose_line d JOIN protocol o ON o.id = d.protocol_id
         WHERE o.patient_id = protocol.patient_id) AS "lastTakenAt"
      FROM protocol
      WHERE id = (SELECT id FROM newest_protocol WHERE patient_id = ${patientId}::uuid) AND state IN ('signed', 'running', 'paused')`;
    return row ? { ...row, doses: (row.doses ?? []).map(toDose), lastTakenAt: dateOf(row.lastTakenAt) } : null;
  }

  /** The one that was signed last, whatever its state; while none is signed, the draft. */
  async findNewest(on: Reader, patientId: string): Promise<{ id: string; state: ProtocolState } | null> {
    const [row] = await on.sql<{ id: string; state: ProtocolState }>`
      SELECT id, state FROM protocol WHERE patient_id = ${patientId}::uuid AND (signed_at IS NOT NULL OR state = 'draft')
      ORDER BY signed_at DESC NULLS LAST, id LIMIT 1`;
    return row ?? null;
  }

  async signerOf(on: Reader, protocolId: string): Promise<string | null> {
    const [row] = await on.sql<{
      signedBy: string | null;
    }>`SELECT signed_by AS "signedBy" FROM protocol WHERE id = ${protocolId}::uuid`;
    return row?.signedBy ?? null;
  }

  /** Null: its plan is older than there was a choice. */
  async settingOf(on: Reader, protocolId: string): Promise<Setting | null> {
    const [row] = await on.sql<{
      setting: Setting | null;
    }>`SELECT plan ->> 'setting' AS setting FROM protocol WHERE id = ${protocolId}::uuid`;
    return row?.setting ?? null;
  }

  /** Whether the end-point review of the protocol that holds is due by now. */
  async isReviewDue(on: Reader, patientId: string): Promise<boolean> {
    const rows =
      await on.sql`SELECT 1 FROM end_point_review WHERE patient_id = ${patientId}::uuid AND due_at - interval '7 days' <= app_now()`;
    return rows.length > 0;
  }

  /** The doses of a protocol as its team reads them. */
  async findDoses(on: Reader, protocolId: string): Promise<ShownDose[]> {
    return on.sql<ShownDose>`
      SELECT id, number, dose_mg::float8 AS "doseMg", state, unlocked_at AS "unlockedAt", taken_at AS "takenAt"
      FROM dose_line WHERE protocol_id = ${protocolId}::uuid ORDER BY number`;
  }

  /** What the gate asks of a dose; by the newest protocol that is signed, whatever the session was booked under. */
  async findForGate(db: Db, doseLineId: string): Promise<GateFacts> {
    const [row] = await db.sql<GateFacts>`
      SELECT own.id AS "courseId", dose.dose_mg::float8 AS "doseMg", dose.state, dose.unlocked_at IS NOT NULL AS "isDoseUnlocked",
        own.signed_at IS NOT NULL AND own.state IN ('signed', 'running', 'paused') AS "isProtocolSigned",
        own.id IS NOT DISTINCT FROM newest.id AND own.state IN ('signed', 'running', 'paused') AND dose.state IN ('signed', 'released')
          AND dose.dose_mg <= coalesce((own.guardrails ->> 'maxMgPerSession')::numeric, dose.dose_mg)
          AND dose_step_holds(dose.id) AS "isDosePlanned",
        EXISTS (SELECT 1 FROM protocol_pause WHERE patient_id = own.patient_id AND ended_at IS NULL) AS "isCoursePaused",
        (SELECT max(other.taken_at) FROM dose_line other JOIN protocol o ON o.id = other.protocol_id WHERE o.patient_id = own.patient_id)
          + coalesce(spacing_days(newest.phases, newest.sessions, dose.number), own.min_days_between) * interval '24 hours' AS "doseNotBefore"
      FROM dose_line dose JOIN protocol own ON own.id = dose.protocol_id
      LEFT JOIN LATERAL (
        SELECT id, phases, sessions FROM newest_protocol WHERE patient_id = own.patient_id) newest ON true
      WHERE dose.id = ${doseLineId}::uuid`;
    return row!;
  }

  /** Compare-and-swap of a dose's state. @returns whether it was in one of the states `from` */
  async move(tx: Tx, doseLineId: string, from: readonly DoseState[], to: 'released' | 'signed'): Promise<boolean> {
    const { count } = await tx.doseLine.updateMany({ where: { id: doseLineId, state: { in: [...from] } }, data: { state: to } });
    return count === 1;
  }

  /** Whether a dose that is signed, or released, was released at an instant, and nothing spoke against taking it then. */
  async wasInHand(tx: Tx, doseLineId: string, at: Date): Promise<boolean> {
    const rows = await tx.sql`
      SELECT 1 FROM dose_line WHERE id = ${doseLineId} AND state IN ('signed', 'released') AND dose_was_in_hand(id, ${at})`;
    return rows.length === 1;
  }

  async markTaken(tx: Tx, doseLineId: string, takenAt: Date): Promise<void> {
    await tx.doseLine.update({ where: { id: doseLineId }, data: { state: 'taken', takenAt }, select: { id: true } });
    await tx.sql`
      UPDATE protocol SET state = 'running'
      WHERE id = (SELECT protocol_id FROM dose_line WHERE id = ${doseLineId}::uuid) AND state = 'signed'`;
  }

  /**
   * Opens the dose that comes after `doseLineId` in its protocol and is not out, and the first one of the course that has replaced it, if this
   * was the last dose that was taken; one that is being signed meanwhile, too.
   */
  async unlockNext(tx: Tx, doseLineId: string): Promise<void> {
    await tx.sql`
      SELECT hold_course(patient_id) FROM protocol WHERE id = (SELECT protocol_id FROM dose_line WHERE id = ${doseLineId}::uuid)`;
    await tx.sql`
      UPDATE dose_line AS next SET unlocked_at = app_now()
      FROM dose_line AS done JOIN protocol own ON own.id = done.protocol_id JOIN newest_protocol newest ON newest.patient_id = own.patient_id
      WHERE done.id = ${doseLineId}
        AND (next.protocol_id = own.id OR next.protocol_id = newest.id AND NOT course_visit_owed(own.patient_id))
        AND next.number = (SELECT min(number) FROM dose_line d
          WHERE d.protocol_id = next.protocol_id AND (d.protocol_id <> own.id OR d.number > done.number) AND d.state NOT IN ('skipped', 'voided'))
        AND next.unlocked_at IS NULL`;
  }
}
