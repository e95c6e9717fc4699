import { Injectable } from '@nestjs/common';

import type { PairingPart } from '#contracts';
import type { Db, Reader, Tx } from '#platform';
import type { State } from './domain/course.js';

export type PairingRow = Readonly<{
  id: string;
  patientId: string;
  part: PairingPart;
  state: State;
  stateSince: Date;
  clinicianId: string | null;
  cause: string;
}>;
export type NewPairing = Readonly<{ id: string; patientId: string; part: PairingPart }> &
  (Readonly<{ cause: 'asked' | 'handed-over' }> | Readonly<{ cause: 'covered'; clinicianId: string }>);

const COLUMNS = { id: true, patientId: true, part: true, state: true, stateSince: true, clinicianId: true, cause: true } as const;
const SEARCHES: State[] = ['requested', 'ranked', 'offered'];
const CARES: State[] = ['active', 'handover_pending'];

/** Pairings: one for each patient and part of their team. What may follow what is law in the database. */
@Injectable()
export class PairingRepository {
  findById(db: Db, id: string): Promise<PairingRow | null> {
    return db.pairing.findUnique({ where: { id }, select: COLUMNS });
  }

  /** Of these patients, what is not over; those first which have stood longest. */
  findOpen(db: Db, patientIds: readonly string[]): Promise<PairingRow[]> {
    return db.pairing.findMany({
      where: { patientId: { in: [...patientIds] }, state: { not: 'ended' } },
      select: COLUMNS,
      orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
    });
  }

  /** Everybody for whom somebody is looked for. */
  findSearches(db: Db): Promise<PairingRow[]> {
    return db.pairing.findMany({ where: { state: { in: SEARCHES } }, select: COLUMNS, orderBy: { openedAt: 'asc' } });
  }

  /** Whom these clinicians look after. */
  findCaredBy(db: Db, clinicianIds: readonly string[]): Promise<PairingRow[]> {
    return db.pairing.findMany({
      where: { clinicianId: { in: [...clinicianIds] }, state: { in: CARES } },
      select: COLUMNS,
      orderBy: { openedAt: 'asc' },
    });
  }

  /** Whoever changes the pairings of a patient has them to themselves until the transaction is over. */
  async hold(tx: Tx, patientId: string): Promise<PairingRow[]> {
    await tx.sql`SELECT hold_pairings(${patientId}::uuid)::text`;
    return this.findOpen(tx, [patientId]);
  }

  /** So nobody is asked for more than they take: whoever fills a place of theirs waits for those who came before. */
  async holdPlaces(tx: Tx, clinicianIds: readonly string[]): Promise<void> {
    await tx.sql`
      SELECT pg_advisory_xact_lock(hashtextextended('places:' || id, 0))::text FROM (
        SELECT DISTINCT id FROM unnest(${[...clinicianIds]}::text[]) AS id ORDER BY id) ids`;
  }

  async insert(tx: Tx, pairing: NewPairing): Promise<void> {
    const { id, patientId, part, cause } = pairing;
    const [state, clinicianId] = pairing.cause === 'covered' ? ['active', pairing.clinicianId] : ['requested', null];
    await tx.sql`
      INSERT INTO pairing (id, patient_id, part, state, clinician_id, cause)
      VALUES (${id}, ${patientId}, ${part}::pairing_part, ${state}::pairing_state, ${clinicianId}::uuid, ${cause})`;
  }

  /** @param clinicianId from `active` on */
  async become(tx: Tx, id: string, state: State, clinicianId: string | null = null): Promise<void> {
    await tx.sql`
      UPDATE pairing SET state = ${state}::pairing_state, state_since = app_now(), clinician_id = coalesce(${clinicianId}::uuid, clinician_id)
      WHERE id = ${id}`;
  }

  /** Whoever looks after the patient stays until what they have written was read; of somebody who was let go there is nothing to wait for. */
  async makeRoom(tx: Tx, id: string): Promise<void> {
    await tx.sql`UPDATE pairing SET state = 'handover_pending', state_since = app_now() WHERE id = ${id} AND state = 'active'`;
  }

  /** So many patients clinicians have or are offered; @param except of a patient it is asked for, who does not count */
  async loads(on: Reader, clinicianIds: readonly string[], except: string | null = null): Promise<Map<string, number>> {
    const rows = await on.sql<{ id: string; load: number }>`
      SELECT clinician_id AS id, count(*)::int AS load FROM (
        SELECT clinician_id, patient_id FROM pairing WHERE state IN ('active', 'handover_pending') AND clinician_id = ANY(${[...clinicianIds]}::uuid[])
        UNION SELECT clinician_id, patient_id FROM pairing_offer WHERE state = 'offered' AND clinician_id = ANY(${[...clinicianIds]}::uuid[])) had
      WHERE patient_id IS DISTINCT FROM ${except}::uuid GROUP BY clinician_id`;
    return new Map(rows.map(({ id, load }) => [id, load]));
  }
}
