import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { PersonKeys, type Reader, type Tx } from '#platform';
import type { DoseState } from './domain/dose-states.js';

/** What a prescriber takes out of a course, and why. `doseLineId` null: all of it. */
export type Decided = Readonly<{
  patientId: string;
  protocolId: string;
  doseLineId: string | null;
  kind: 'ended' | 'skipped' | 'voided';
  reason: string;
  by: string;
}>;
export type OpenDose = Readonly<{ id: string; number: number; state: DoseState; openProposalId: string | null }>;
/** `holds`: neither paused nor ended. */
export type HeldCourse = Readonly<{ id: string; holds: boolean; isPaused: boolean; doses: readonly OpenDose[] }>;
/** A session that is booked for a dose. */
export type BookedDose = Readonly<{ number: number; sessionId: string; startsAt: Date }>;

const place = (rowId: string) => ({ table: 'protocol_decision', column: 'reason_sealed', rowId });

/** Ends of protocols, and doses that are skipped or withdrawn. What was booked for them is only read: people call it off. */
@Injectable()
export class DecisionRepository {
  constructor(private readonly keys: PersonKeys) {}

  /** The course that was signed last, with its doses; null when none was. */
  async find(tx: Tx, patientId: string): Promise<HeldCourse | null> {
    const [row] = await tx.sql<HeldCourse>`
      SELECT p.id, n.holds, p.state = 'paused' AS "isPaused", coalesce((
        SELECT jsonb_agg(jsonb_build_object('id', d.id, 'number', d.number, 'state', d.state,
          'openProposalId', (SELECT id FROM dose_proposal WHERE dose_line_id = d.id AND state = 'open')) ORDER BY d.number)
        FROM dose_line d WHERE d.protocol_id = p.id), '[]') AS doses
      FROM newest_protocol n JOIN protocol p ON p.id = n.id WHERE n.patient_id = ${patientId}`;
    return row ?? null;
  }

  async insert(tx: Tx, { patientId, protocolId, doseLineId, kind, reason, by }: Decided): Promise<string> {
    const id = randomUUID();
    const sealed = await this.keys.seal(tx, patientId, reason, place(id));
    await tx.sql`
      INSERT INTO protocol_decision (id, patient_id, protocol_id, dose_line_id, kind, reason_sealed, decided_by)
      VALUES (${id}, ${patientId}, ${protocolId}, ${doseLineId}::uuid, ${kind}, ${sealed}, ${by})`;
    return id;
  }

  /** All that hold, also what a newer one has replaced. */
  async end(tx: Tx, patientId: string): Promise<void> {
    await tx.sql`UPDATE protocol SET state = 'ended' WHERE patient_id = ${patientId} AND state IN ('signed', 'running')`;
  }

  /** The dose is out; the one after it opens if it was open itself. */
  async close(tx: Tx, doseLineId: string, state: 'skipped' | 'voided'): Promise<void> {
    await tx.sql`UPDATE dose_line SET state = ${state}::dose_state WHERE id = ${doseLineId}`;
    await tx.sql`
      UPDATE dose_line next SET unlocked_at = app_now() FROM dose_line out
      WHERE out.id = ${doseLineId} AND out.unlocked_at IS NOT NULL AND next.unlocked_at IS NULL AND next.protocol_id = out.protocol_id
        AND next.number = (SELECT min(number) FROM dose_line d
          WHERE d.protocol_id = out.protocol_id AND d.number > out.number AND d.state NOT IN ('skipped', 'voided'))`;
  }

  /** What is booked for doses of a protocol, or for one of them, and has not begun; the soonest first. */
  findBooked(on: Reader, protocolId: string, doseLineId: string | null): Promise<BookedDose[]> {
    return on.sql<BookedDose>`
      SELECT d.number, b.session_id AS "sessionId", b.starts_at AS "startsAt"
      FROM dose_line d JOIN dose_booking b ON b.dose_line_id = d.id
      WHERE d.protocol_id = ${protocolId} AND d.id = coalesce(${doseLineId}::uuid, d.id) AND b.dosed_at IS NULL ORDER BY b.starts_at`;
  }
}
