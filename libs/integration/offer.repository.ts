import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Reader, Tx } from '#platform';

export type OfferState = 'open' | 'accepted' | 'declined' | 'lapsed' | 'withdrawn';
export type Offer = Readonly<{
  id: string;
  entryId: string;
  patientId: string;
  holdId: string;
  appointmentId: string;
  visitAppointmentId: string;
  startsAt: Date;
  visitStartsAt: Date;
  until: Date;
  state: OfferState;
}>;
export type NewOffer = Omit<Offer, 'id' | 'patientId' | 'state'>;

/** Times that are offered to whoever waits. */
@Injectable()
export class OfferRepository {
  async insert(tx: Tx, offer: NewOffer): Promise<string> {
    const id = randomUUID();
    await tx.sql`
      INSERT INTO waiting_offer (id, entry_id, hold_id, appointment_id, visit_appointment_id, starts_at, visit_starts_at, until)
      VALUES (${id}, ${offer.entryId}, ${offer.holdId}, ${offer.appointmentId}, ${offer.visitAppointmentId}, ${offer.startsAt},
              ${offer.visitStartsAt}, ${offer.until})`;
    return id;
  }

  async find(on: Reader, id: string): Promise<Offer | null> {
    const [row] = await on.sql<Offer>`
      SELECT o.id, o.entry_id AS "entryId", e.patient_id AS "patientId", o.hold_id AS "holdId", o.appointment_id AS "appointmentId",
        o.visit_appointment_id AS "visitAppointmentId", o.starts_at AS "startsAt", o.visit_starts_at AS "visitStartsAt", o.until, o.state
      FROM waiting_offer o JOIN waiting_entry e ON e.id = o.entry_id WHERE o.id = ${id}`;
    return row ?? null;
  }

  /** The open ones of some waits. */
  findOpen(on: Reader, entryIds: readonly string[]): Promise<Offer[]> {
    return on.sql<Offer>`
      SELECT o.id, o.entry_id AS "entryId", e.patient_id AS "patientId", o.hold_id AS "holdId", o.appointment_id AS "appointmentId",
        o.visit_appointment_id AS "visitAppointmentId", o.starts_at AS "startsAt", o.visit_starts_at AS "visitStartsAt", o.until, o.state
      FROM waiting_offer o JOIN waiting_entry e ON e.id = o.entry_id
      WHERE o.entry_id = ANY(${entryIds}::uuid[]) AND o.state = 'open' AND o.until > app_now()`;
  }

  /** The one that a patient has. */
  async findOpenOf(on: Reader, patientId: string): Promise<Offer | null> {
    const [row] = await on.sql<Offer>`
      SELECT o.id, o.entry_id AS "entryId", e.patient_id AS "patientId", o.hold_id AS "holdId", o.appointment_id AS "appointmentId",
        o.visit_appointment_id AS "visitAppointmentId", o.starts_at AS "startsAt", o.visit_starts_at AS "visitStartsAt", o.until, o.state
      FROM waiting_offer o JOIN waiting_entry e ON e.id = o.entry_id
      WHERE e.patient_id = ${patientId} AND e.ended_at IS NULL AND o.state = 'open' AND o.until > app_now()`;
    return row ?? null;
  }

  /** When the times were that somebody was offered in this wait and has not taken, whatever became of them. */
  async findRefused(on: Reader, entryId: string): Promise<Date[]> {
    const rows = await on.sql<{ startsAt: Date }>`
      SELECT starts_at AS "startsAt" FROM waiting_offer WHERE entry_id = ${entryId} AND state IN ('declined', 'lapsed')`;
    return rows.map(({ startsAt }) => startsAt);
  }

  /** How many offers of each wait were let lapse. */
  async countLapsed(on: Reader, entryIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await on.sql<{ entryId: string; n: number }>`
      SELECT entry_id AS "entryId", count(*) AS n FROM waiting_offer
      WHERE entry_id = ANY(${entryIds}::uuid[]) AND state = 'lapsed' GROUP BY entry_id`;
    return new Map(rows.map(({ entryId, n }) => [entryId, n]));
  }

  /** Compare-and-swap from `open`, while it stands. @param by null is the clock, for whom it must be over @returns whether it was open */
  async answer(tx: Tx, id: string, state: Exclude<OfferState, 'open'>, by: string | null): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE waiting_offer SET state = ${state}::offer_state, answered_at = app_now(), answered_by = ${by}::uuid
      WHERE id = ${id} AND state = 'open' AND (${by}::uuid IS NULL) = (until <= app_now()) RETURNING 1`;
    return rows.length === 1;
  }
}
