import { Injectable } from '@nestjs/common';

import { type Reader, SealedFields, type Tx } from '#platform';
import type { LinkFacts } from './domain/appointment-link.js';

const PURPOSE = 'appointment-link';
const PAGE = '/appointment';

export type LinkRow = LinkFacts & Readonly<{ id: string; appointmentId: string; patientId: string; now: Date }>;
type Found = Readonly<{
  id: string;
  appointmentId: string;
  patientId: string;
  isRevoked: boolean;
  isCancelled: boolean;
  startsAt: Date;
  endsAt: Date;
  now: Date;
}>;

/** Links of appointments: what the link carries is signed, names the row, and stands nowhere. Triggers make and revoke the rows. */
@Injectable()
export class AppointmentLinkRepository {
  constructor(private readonly sealed: SealedFields) {}

  /** The page with its token behind the `#`, so that it reaches no log; null for a link that was revoked. */
  async pathOf(on: Reader, appointmentId: string): Promise<string | null> {
    const [row] = await on.sql<{ id: string }>`
      SELECT id FROM appointment_link WHERE appointment_id = ${appointmentId} AND revoked_at IS NULL`;
    return row ? `${PAGE}#${this.sealed.token(PURPOSE, row.id)}` : null;
  }

  /** Until the transaction ends, nobody revokes the link. */
  async lock(tx: Tx, token: string): Promise<void> {
    const id = this.sealed.verifyToken(PURPOSE, token);
    await tx.sql`SELECT 1 FROM appointment_link WHERE id = ${id} FOR NO KEY UPDATE`;
  }

  /** What a token that came back stands for, whether it opens anything or not. */
  async findByToken(on: Reader, token: string): Promise<LinkRow | undefined> {
    const id = this.sealed.verifyToken(PURPOSE, token);
    if (id === null) return undefined;
    const [row] = await on.sql<Found>`
      SELECT l.id, a.id AS "appointmentId", a.patient_id AS "patientId", l.revoked_at IS NOT NULL AS "isRevoked",
             a.state NOT IN ('held', 'booked', 'completed') AS "isCancelled", a.starts_at AS "startsAt", a.ends_at AS "endsAt", app_now() AS now
      FROM appointment_link l JOIN appointment a ON a.id = l.appointment_id WHERE l.id = ${id}`;
    if (!row) return undefined;
    const { startsAt, endsAt, ...link } = row;
    return { ...link, during: { from: startsAt.getTime(), to: endsAt.getTime() } };
  }

  /** What was said first stands. */
  async confirm(tx: Tx, id: string): Promise<void> {
    await tx.sql`UPDATE appointment_link SET confirmed_at = app_now() WHERE id = ${id} AND confirmed_at IS NULL`;
  }

  async putLate(tx: Tx, id: string, lateMin: number): Promise<void> {
    await tx.sql`UPDATE appointment_link SET late_min = ${lateMin}, late_said_at = app_now() WHERE id = ${id}`;
  }
}
