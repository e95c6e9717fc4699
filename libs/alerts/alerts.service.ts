import { Injectable } from '@nestjs/common';

import type { Span } from '#kernel';
import { Clock, Database, type Db, type Reader, type Tx } from '#platform';
import { ClinicAlertRepository, type NewClinicAlert } from './clinic-alert.repository.js';
import { coveredUntil } from './domain/rota.js';
import { type Duty, type OnCall, OnCallRepository } from './on-call.repository.js';
import { WatchCoverRepository } from './watch-cover.repository.js';

/** Who is on call, and the raising of alerts that belong to no live session. */
@Injectable()
export class AlertsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly onCall: OnCallRepository,
    private readonly alerts: ClinicAlertRepository,
    private readonly covers: WatchCoverRepository,
  ) {}

  /** Who watches now for these people, of those who are away: whoever calls them calls those, too. */
  standInsOf(on: Reader, personIds: readonly string[]): Promise<string[]> {
    return this.covers.standInsOf(on, personIds);
  }

  /** Resolvable for every minute; null is a gap in the rota. */
  onCallAt(db: Db, at: Date): Promise<OnCall | null> {
    return this.onCall.findAt(db, at);
  }

  /** Who is on call at this moment. */
  async onCallIn(tx: Tx): Promise<OnCall | null> {
    return this.onCallAt(tx, await this.clock.now(tx));
  }

  /**
   * Until when somebody is on call without a break, as far as `to`; null when nobody is at `from`. Epoch ms.
   */
  async coveredUntil(db: Db, { from, to }: Span): Promise<number | null> {
    const duties = await this.onCall.findAnswered(db, { from: new Date(from), to: new Date(to) });
    return coveredUntil(
      duties.map(({ startsAt, endsAt }) => ({ from: startsAt.getTime(), to: endsAt.getTime() })),
      from,
    );
  }

  /** Who was on call when, in a span of time. */
  dutiesWithin(on: Reader, span: Readonly<{ from: Date; to: Date }>): Promise<Duty[]> {
    return this.onCall.findWithin(on, span);
  }

  async onCallNow(): Promise<{ personId: string | null; displayName: string | null; until: string | null }> {
    const onCall = await this.onCallAt(this.database.read, await this.clock.now());
    return {
      personId: onCall?.personId ?? null,
      displayName: onCall?.displayName ?? null,
      until: onCall?.until.toISOString() ?? null,
    };
  }

  /** Raises an alert, once per kind and subject. */
  async raise(tx: Tx, alert: NewClinicAlert): Promise<void> {
    await this.alerts.insert(tx, alert);
  }

  /** What it told of is so no more: it asks for nothing. */
  async close(tx: Tx, kind: NewClinicAlert['kind'], subjectId: string): Promise<void> {
    await this.alerts.close(tx, kind, subjectId);
  }
}
