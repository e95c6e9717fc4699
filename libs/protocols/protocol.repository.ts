import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Db, Tx } from '#platform';
import type { GateLimits, SessionPlan } from '#session-engine';

export type DoseState = 'planned' | 'signed' | 'released' | 'taken' | 'skipped' | 'voided';
export type DoseLine = Readonly<{
  id: string;
  number: number;
  doseMg: number;
  state: DoseState;
  unlockedAt: Date | null;
  takenAt: Date | null;
  /** The appointment of its session, unless that was called off. */
  appointmentId: string | null;
}>;
export type PatientProtocol = Readonly<{
  id: string;
  patientId: string;
  plan: SessionPlan;
  patientLimits: Partial<GateLimits>;
  minDaysBetween: number;
  signedAt: Date | null;
  doses: readonly DoseLine[];
  /** Of any protocol of this patient. */
  lastTakenAt: Date | null;
}>;

/** What the gate asks of a dose. `isDosePlanned`: it is one to come of the newest protocol. */
export type GateFacts = Readonly<{
  /** Its protocol. */
  courseId: string;
  doseMg: number;
  state: DoseState;
  isDoseUnlocked: boolean;
  isProtocolSigned: boolean;
  isDosePlanned: boolean;
  doseNotBefore: Date | null;
}>;

/** A protocol as its prescriber signs it: the plan, the patient's own limits and each dose. */
export type SignedProtocol = Readonly<{
  patientId: string;
  template: string;
  plan: SessionPlan;
  patientLimits: Partial<GateLimits>;
  minDaysBetween: number;
  dosesMg: readonly number[];
  signedBy: string;
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
  /** The newest that is signed: what was signed before it is replaced by it. */
  async findCurrent(db: Db, patientId: string): Promise<PatientProtocol | null> {
    const [row] = await db.sql<
      Omit<PatientProtocol, 'doses' | 'lastTakenAt'> & { doses: readonly DoseRow[] | null; lastTakenAt: number | null }
    >`
      SELECT id, patient_id AS "patientId", plan, patient_limits AS "patientLimits", min_days_between AS "minDaysBetween",
        signed_at AS "signedAt",
        (SELECT jsonb_agg(jsonb_build_object('id', id, 'number', number, 'doseMg', dose_mg, 'state', state,
           'unlockedAt', extract(epoch FROM unlocked_at) * 1000, 'takenAt', extract(epoch FROM taken_at) * 1000,
           'appointmentId', appointment_id) ORDER BY number)
         FROM dose_line LEFT JOIN dose_booking ON dose_line_id = id WHERE protocol_id = protocol.id) AS doses,
        (SELECT (extract(epoch FROM max(taken_at)) * 1000)::float8 FROM dose_line d JOIN protocol o ON o.id = d.protocol_id
         WHERE o.patient_id = protocol.patient_id) AS "lastTakenAt"
      FROM protocol WHERE patient_id = ${patientId} AND state IN ('signed', 'running') ORDER BY signed_at DESC, id LIMIT 1`;
    return row ? { ...row, doses: (row.doses ?? []).map(toDose), lastTakenAt: dateOf(row.lastTakenAt) } : null;
  }

  async insert(tx: Tx, protocol: SignedProtocol, now: Date): Promise<void> {
    const { patientId, template, minDaysBetween, signedBy, dosesMg } = protocol;
    const signature = { signedBy, signedAt: now };
    await tx.protocol.create({
      data: {
        id: randomUUID(),
        patientId,
        template,
        plan: protocol.plan as object,
        patientLimits: protocol.patientLimits,
        minDaysBetween,
        state: 'signed',
        ...signature,
        doseLines: {
          create: dosesMg.map((doseMg, i) => ({
            id: randomUUID(),
            number: i + 1,
            doseMg,
            state: 'signed' as const,
            ...signature,
            ...(i === 0 ? { unlockedAt: now } : {}),
          })),
        },
      },
      select: { id: true },
    });
  }

  /** What the gate asks of a dose; by the newest protocol that is signed, whatever the session was booked under. */
  async findForGate(db: Db, doseLineId: string): Promise<GateFacts> {
    const [row] = await db.sql<GateFacts & { doseMg: string }>`
      SELECT own.id AS "courseId", dose.dose_mg AS "doseMg", dose.state, dose.unlocked_at IS NOT NULL AS "isDoseUnlocked",
        own.signed_at IS NOT NULL AND own.state IN ('signed', 'running') AS "isProtocolSigned",
        own.id IS NOT DISTINCT FROM newest.id AND dose.state IN ('signed', 'released') AS "isDosePlanned",
        (SELECT max(other.taken_at) FROM dose_line other JOIN protocol o ON o.id = other.protocol_id WHERE o.patient_id = own.patient_id)
          + coalesce(newest.min_days_between, own.min_days_between) * interval '24 hours' AS "doseNotBefore"
      FROM dose_line dose JOIN protocol own ON own.id = dose.protocol_id
      LEFT JOIN LATERAL (
        SELECT id, min_days_between FROM protocol WHERE patient_id = own.patient_id AND state IN ('signed', 'running')
        ORDER BY signed_at DESC, id LIMIT 1) newest ON true
      WHERE dose.id = ${doseLineId}::uuid`;
    return { ...row!, doseMg: Number(row!.doseMg) };
  }

  /** Compare-and-swap of a dose's state. @returns whether it was in one of the states `from` */
  async move(tx: Tx, doseLineId: string, from: readonly DoseState[], to: 'released' | 'signed'): Promise<boolean> {
    const { count } = await tx.doseLine.updateMany({ where: { id: doseLineId, state: { in: [...from] } }, data: { state: to } });
    return count === 1;
  }

  async markTaken(tx: Tx, doseLineId: string, takenAt: Date): Promise<void> {
    await tx.doseLine.update({ where: { id: doseLineId }, data: { state: 'taken', takenAt }, select: { id: true } });
  }

  /** Opens the dose that comes after `doseLineId` in its protocol, if there is one. */
  async unlockNext(tx: Tx, doseLineId: string): Promise<void> {
    await tx.sql`
      UPDATE dose_line AS next SET unlocked_at = app_now()
      FROM dose_line AS done
      WHERE done.id = ${doseLineId} AND next.protocol_id = done.protocol_id AND next.number = done.number + 1
        AND next.unlocked_at IS NULL`;
  }
}
