import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Db, Tx } from '#platform';

export type IdentityCheck = Readonly<{ id: string; documentKind: string; seenBy: string; seenAt: Date }>;

/** Who saw which kind of document, and when. Nothing of the document is kept. */
@Injectable()
export class IdentityCheckRepository {
  async insert(tx: Tx, check: { caseId: string; patientId: string; documentKind: string; seenBy: string }): Promise<void> {
    await tx.screeningIdentityCheck.create({ data: { id: randomUUID(), ...check }, select: { id: true } });
  }

  /** The last one. */
  find(db: Db, caseId: string): Promise<IdentityCheck | null> {
    return db.screeningIdentityCheck.findFirst({
      where: { caseId },
      orderBy: [{ seenAt: 'desc' }, { id: 'desc' }],
      select: { id: true, documentKind: true, seenBy: true, seenAt: true },
    });
  }
}
