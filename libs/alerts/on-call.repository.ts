import { Injectable } from '@nestjs/common';

import type { Db } from '#platform';

export type OnCall = Readonly<{ personId: string; displayName: string; until: Date }>;

@Injectable()
export class OnCallRepository {
  /** Who is on call at an instant; of several the one whose duty ends last, so that the answer does not flicker. */
  async findAt(db: Db, at: Date): Promise<OnCall | null> {
    const duty = await db.onCallDuty.findFirst({
      where: { startsAt: { lte: at }, endsAt: { gt: at }, person: { disabledAt: null } },
      orderBy: [{ endsAt: 'desc' }, { id: 'asc' }],
      select: { personId: true, endsAt: true, person: { select: { displayName: true } } },
    });
    return duty && { personId: duty.personId, displayName: duty.person.displayName, until: duty.endsAt };
  }
}
