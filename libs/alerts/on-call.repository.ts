import { Injectable } from '@nestjs/common';

import type { Db, Reader } from '#platform';

export type OnCall = Readonly<{ personId: string; displayName: string; until: Date }>;

/** When somebody was on call; instants in epoch ms. */
export type Duty = Readonly<{ personId: string; startsAt: number; endsAt: number }>;

type Stretch = Readonly<{ from: Date; to: Date }>;
/** Whoever has left, or has another part now, answers nothing, whatever the rota says. */
const MAY_ANSWER = { disabledAt: null, isExternal: false, role: { in: ['prescriber' as const, 'physician' as const] } };

@Injectable()
export class OnCallRepository {
  /** Duties that touch a span of time. */
  findWithin(on: Reader, span: Stretch): Promise<Duty[]> {
    return on.sql<Duty>`
      SELECT person_id AS "personId", (extract(epoch FROM starts_at) * 1000)::float8 AS "startsAt",
             (extract(epoch FROM ends_at) * 1000)::float8 AS "endsAt"
      FROM on_call_duty WHERE starts_at < ${span.to}::timestamptz AND ends_at > ${span.from}::timestamptz`;
  }

  /** Of the duties that touch a span of time, those of people who may be on call. */
  findAnswered(db: Db, { from, to }: Stretch): Promise<{ id: string; startsAt: Date; endsAt: Date }[]> {
    return db.onCallDuty.findMany({
      where: { startsAt: { lt: to }, endsAt: { gt: from }, person: MAY_ANSWER },
      select: { id: true, startsAt: true, endsAt: true },
    });
  }

  /** Who is on call at an instant; of several the one whose duty ends last, so that the answer does not flicker. */
  async findAt(db: Db, at: Date): Promise<OnCall | null> {
    const duty = await db.onCallDuty.findFirst({
      where: { startsAt: { lte: at }, endsAt: { gt: at }, person: MAY_ANSWER },
      orderBy: [{ endsAt: 'desc' }, { id: 'asc' }],
      select: { personId: true, endsAt: true, person: { select: { displayName: true } } },
    });
    return duty && { personId: duty.personId, displayName: duty.person.displayName, until: duty.endsAt };
  }
}
