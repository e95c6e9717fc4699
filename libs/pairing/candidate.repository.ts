import { Injectable } from '@nestjs/common';

import type { FitReason } from '#contracts';
import type { Db, Tx } from '#platform';
import type { Candidate } from './domain/rank.js';

export type CandidateRow = Candidate & Readonly<{ pairingId: string }>;

/** Whom the last ranking of a pairing has shown, and why. */
@Injectable()
export class CandidateRepository {
  async replace(tx: Tx, pairingId: string, candidates: readonly Candidate[]): Promise<void> {
    await tx.pairingCandidate.deleteMany({ where: { pairingId } });
    await tx.pairingCandidate.createMany({
      data: candidates.map(({ personId: clinicianId, fit, reasons, daysUntilFree }, place) => ({
        ...{ pairingId, clinicianId, place, fit, daysUntilFree },
        reasons: reasons as unknown as object[],
      })),
    });
  }

  /** The best first. */
  async findOf(db: Db, pairingIds: readonly string[]): Promise<CandidateRow[]> {
    const rows = await db.pairingCandidate.findMany({
      where: { pairingId: { in: [...pairingIds] } },
      select: { pairingId: true, clinicianId: true, fit: true, reasons: true, daysUntilFree: true },
      orderBy: { place: 'asc' },
    });
    return rows.map(({ clinicianId: personId, reasons, ...row }) => ({
      ...row,
      personId,
      reasons: reasons as unknown as FitReason[],
    }));
  }
}
