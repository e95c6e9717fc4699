import { Injectable } from '@nestjs/common';

import { type Db, PersonKeys, type Tx } from '#platform';
import type { GateFinding } from '#session-engine';

export type NewOverride = Readonly<{
  id: string;
  sessionId: string;
  patientId: string;
  entrySeq: number;
  gateSeq: number;
  finding: GateFinding;
  reason: string;
  by: string;
}>;
export type OverrideRow = Awaited<ReturnType<GateOverrideRepository['findPage']>>[number];
type Page = Readonly<{ before?: Readonly<{ at: Date; id: string }> | undefined; limit: number }>;

const place = (rowId: string) => ({ table: 'gate_override', column: 'reason_sealed', rowId });

/** What prescribers have signed over gates: insert-only, the reason sealed. */
@Injectable()
export class GateOverrideRepository {
  constructor(private readonly keys: PersonKeys) {}

  async insert(tx: Tx, { finding, reason, by, ...row }: NewOverride): Promise<void> {
    const reasonSealed = await this.keys.seal(tx, row.patientId, reason, place(row.id));
    const { item, reason: heldFor, evidence } = finding;
    await tx.gateOverride.create({ data: { ...row, item, heldFor, evidence: { ...evidence }, reasonSealed, signedBy: by } });
  }

  /** The last first; one more than the page holds where there is one. */
  async findPage(db: Db, whose: 'all' | Iterable<string>, { before, limit }: Page) {
    const isBefore = before && { OR: [{ signedAt: { lt: before.at } }, { signedAt: before.at, id: { lt: before.id } }] };
    return db.gateOverride.findMany({
      where: { ...(whose === 'all' ? {} : { patientId: { in: [...whose] } }), ...isBefore },
      orderBy: [{ signedAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    });
  }

  /** Null when the patient was erased. */
  reason(db: Db, { id, reasonSealed }: Readonly<{ id: string; reasonSealed: string }>): Promise<string | null> {
    return this.keys.openIfKept(db, reasonSealed, place(id));
  }
}
