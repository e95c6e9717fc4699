import { randomUUID } from 'node:crypto';
import type pg from 'pg';

/** Pairings, put straight into a database, as its own laws allow. */
export class CastPairing {
  constructor(private readonly database: pg.Client) {}

  /** A patient for whom a therapist is looked for, in place of any search before. @returns its id */
  async search(patientId: string): Promise<string> {
    await this.run(
      "UPDATE pairing_offer SET state = 'withdrawn', ended_at = app_now() WHERE patient_id = $1 AND state = 'offered'",
      [patientId],
    );
    await this.run(
      "UPDATE pairing SET state = 'ended' WHERE patient_id = $1 AND part = 'therapist' AND state IN ('requested', 'ranked', 'offered')",
      [patientId],
    );
    const id = randomUUID();
    await this.run("INSERT INTO pairing (id, patient_id, part, cause) VALUES ($1, $2, 'therapist', 'asked')", [id, patientId]);
    return id;
  }

  /** Somebody is asked. @returns the id of the offer */
  async offer(patientId: string, clinicianId: string): Promise<string> {
    const [id, pairingId] = [randomUUID(), await this.search(patientId)];
    await this.run("UPDATE pairing SET state = 'ranked' WHERE id = $1", [pairingId]);
    await this.run(
      `INSERT INTO pairing_offer (id, pairing_id, patient_id, clinician_id, offered_by, until)
       VALUES ($1, $2, $3, $4, $3, app_now() + interval '1 day')`,
      [id, pairingId, patientId, clinicianId],
    );
    await this.run("UPDATE pairing SET state = 'offered' WHERE id = $1", [pairingId]);
    return id;
  }

  /** Somebody takes a patient over. @returns the id of the hand-over */
  async handOver(patientId: string, toId: string): Promise<string> {
    const [id, toPairingId] = [randomUUID(), await this.search(patientId)];
    await this.run("UPDATE pairing SET state = 'ended' WHERE id = $1", [toPairingId]);
    await this.run(
      `INSERT INTO pairing_hand_over (id, patient_id, from_pairing_id, to_pairing_id, to_id, written_by, summary_sealed, overlap_days, overlap_until)
       SELECT $1, $2, p.id, $3, $4, p.clinician_id, '', 14, app_now() + interval '14 days' FROM pairing p
       WHERE p.patient_id = $2 AND p.state = 'active' LIMIT 1`,
      [id, patientId, toPairingId, toId],
    );
    return id;
  }

  /** A patient lacks somebody. */
  async gap(patientId: string): Promise<void> {
    await this.run(
      `INSERT INTO pairing_gap (id, patient_id, part, clinician_id, cause)
       SELECT $1, $2, 'prescriber', p.clinician_id, 'left' FROM pairing p WHERE p.patient_id = $2 AND p.clinician_id IS NOT NULL LIMIT 1
       ON CONFLICT DO NOTHING`,
      [randomUUID(), patientId],
    );
  }

  private async run(text: string, values: readonly unknown[]): Promise<void> {
    await this.database.query(text, [...values]);
  }
}
