import { Injectable } from '@nestjs/common';

import type { Db } from '#platform';

@Injectable()
export class ConsentRepository {
  async findSigned(db: Db, patientId: string): Promise<string | null> {
    const consent = await db.consent.findFirst({
      where: { patientId, withdrawnAt: null },
      orderBy: { signedAt: 'desc' },
      select: { version: true },
    });
    return consent?.version ?? null;
  }
}
