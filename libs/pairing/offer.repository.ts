import { Injectable } from '@nestjs/common';

import type { PAIRING_DECLINES } from '#contracts';
import type { Db, Tx } from '#platform';

export type DeclineReason = (typeof PAIRING_DECLINES)[number];
export type OfferState = 'offered' | 'accepted' | 'declined' | 'expired' | 'withdrawn';
export type OfferRow = Readonly<{
  id: string;
  pairingId: string;
  patientId: string;
  clinicianId: string;
  state: OfferState;
  offeredBy: string;
  offeredAt: Date;
  until: Date;
}>;
export type NewOffer = Omit<OfferRow, 'state' | 'offeredAt' | 'until'> & Readonly<{ hours: number }>;

const COLUMNS = {
  ...{
    id: true,
    pairingId: true,
    patientId: true,
    clinicianId: true,
    state: true,
    offeredBy: true,
    offeredAt: true,
    until: true,
  },
} as const;

/** Clinicians who are asked, each until a time. */
@Injectable()
export class PairingOfferRepository {
  /** @returns until when it stands */
  async insert(tx: Tx, { id, pairingId, patientId, clinicianId, offeredBy, hours }: NewOffer): Promise<Date> {
    const [row] = await tx.sql<{ until: Date }>`
      INSERT INTO pairing_offer (id, pairing_id, patient_id, clinician_id, offered_by, until)
      VALUES (${id}, ${pairingId}, ${patientId}, ${clinicianId}, ${offeredBy}, app_now() + ${hours}::int * interval '1 hour') RETURNING until`;
    return row!.until;
  }

  /** Whoever ended it first has ended it. @returns whether it was open */
  async end(tx: Tx, id: string, state: Exclude<OfferState, 'offered'>, reason: DeclineReason | null = null): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE pairing_offer SET state = ${state}::pairing_offer_state, ended_at = app_now(), decline_reason = ${reason}
      WHERE id = ${id} AND state = 'offered' RETURNING 1`;
    return rows.length === 1;
  }

  findById(db: Db, id: string): Promise<OfferRow | null> {
    return db.pairingOffer.findUnique({ where: { id }, select: COLUMNS });
  }

  /** The newest first. */
  findOf(db: Db, pairingIds: readonly string[]): Promise<OfferRow[]> {
    const where = { pairingId: { in: [...pairingIds] } };
    return db.pairingOffer.findMany({ where, select: COLUMNS, orderBy: [{ offeredAt: 'desc' }, { id: 'asc' }] });
  }

  /** What ends soonest first. */
  findOfferedTo(db: Db, clinicianId: string): Promise<OfferRow[]> {
    return db.pairingOffer.findMany({ where: { clinicianId, state: 'offered' }, select: COLUMNS, orderBy: { until: 'asc' } });
  }
}
