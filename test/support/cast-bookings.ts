import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';

/** What is kept, offered and changed of appointments, and the address of a calendar, put straight into a database. */
export class CastBookings {
  constructor(private readonly database: pg.Client) {}

  /** A time that is kept for a patient, in place of any before. */
  async hold(patientId: string): Promise<string> {
    const holdId = randomUUID();
    await this.database.query(
      "UPDATE appointment SET state = 'expired', version = version + 1 WHERE patient_id = $1 AND state = 'held'",
      [patientId],
    );
    await this.database.query(
      `INSERT INTO appointment (id, kind, patient_id, starts_at, ends_at, patient_zone, booked_by, state, hold_id, held_until)
       VALUES ($1, 'dosing', $2, app_now() + interval '90 days', app_now() + interval '91 days', 'UTC', $2, 'held', $3, app_now() + interval '1 hour')`,
      [randomUUID(), patientId, holdId],
    );
    return holdId;
  }

  /** A time that is offered to a patient who waits for one. @returns the id of the offer */
  async offer(patientId: string): Promise<string> {
    await this.waiting(patientId);
    const open = 'SELECT id FROM waiting_entry WHERE patient_id = $1 AND ended_at IS NULL';
    await this.database.query(
      `UPDATE waiting_offer SET state = 'withdrawn', answered_at = app_now() WHERE state = 'open' AND entry_id = (${open})`,
      [patientId],
    );
    const [id, holdId, appointmentId] = [randomUUID(), await this.hold(patientId), randomUUID()];
    await this.database.query(
      `INSERT INTO appointment (id, kind, patient_id, starts_at, ends_at, patient_zone, booked_by, state, hold_id, held_until)
       SELECT $1, 'integration', patient_id, starts_at + interval '1 day', ends_at + interval '1 day', 'UTC', booked_by, state, hold_id, held_until
       FROM appointment WHERE hold_id = $2`,
      [appointmentId, holdId],
    );
    await this.database.query(
      `INSERT INTO waiting_offer (id, entry_id, hold_id, appointment_id, visit_appointment_id, starts_at, visit_starts_at, until)
       SELECT $2, (${open}), $3, d.id, v.id, d.starts_at, v.starts_at, d.held_until
       FROM appointment d JOIN appointment v ON v.hold_id = d.hold_id AND v.kind = 'integration' WHERE d.hold_id = $3 AND d.kind = 'dosing'`,
      [patientId, id, holdId],
    );
    return id;
  }

  /** A patient waits for an earlier time, and is asked for nothing by themselves: they rest. */
  async waiting(patientId: string): Promise<void> {
    await this.database.query(
      `INSERT INTO waiting_entry (id, patient_id, asked_by, rests_until) VALUES ($2, $1, $1, app_now() + interval '90 days')
       ON CONFLICT (patient_id) WHERE ended_at IS NULL DO NOTHING`,
      [patientId, randomUUID()],
    );
  }

  /** What is in the address of somebody's calendar. */
  async calendarSecret(personId: string): Promise<string> {
    const secret = randomBytes(32).toString('base64url');
    await this.database.query('UPDATE calendar_feed SET revoked_at = app_now() WHERE person_id = $1 AND revoked_at IS NULL', [
      personId,
    ]);
    await this.database.query('INSERT INTO calendar_feed (id, person_id, secret_hash) VALUES ($1, $2, $3)', [
      randomUUID(),
      personId,
      createHash('sha256').update(secret).digest(),
    ]);
    return secret;
  }

  /** A late change that somebody has to decide. */
  async lateChange(patientId: string): Promise<string> {
    const id = randomUUID();
    await this.database.query(
      `INSERT INTO appointment_change (id, appointment_id, kind, reason, changed_by, from_at, is_late, fee_cents, fee_state)
       SELECT $1, id, 'cancelled', 'patient-request', $2, starts_at, true, 5000, 'pending' FROM appointment WHERE patient_id = $2 LIMIT 1`,
      [id, patientId],
    );
    return id;
  }
}
