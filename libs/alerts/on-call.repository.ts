import { Injectable } from '@nestjs/common';

import type { Db, Reader } from '#platform';

export type OnCall = Readonly<{ personId: string; displayName: string; until: Date }>;

/** When somebody was on call; instants in epoch ms. */
export type Duty = Readonly<{ personId: string; startsAt: number; endsAt: number }>;

@Injectable()
export class OnCallRepository {
  /** Duties that touch a span of time. */
  findWithin(on: Reader, span: Readonly<{ from: Date; to: Date }>): Promise<Duty[]> {
    return on.sql<Duty>`
      SELECT person_id AS "personId", (extract(epoch FROM starts_at) * 1000)::float8 AS "startsAt",
             (extract(epoch FROM ends_at) * 1000)::float8 AS "endsAt"
      FROM on_call_duty WHERE starts_at < ${span.to}::timestamptz AND ends_at > ${span.from}::timestamptz`;
  }

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
