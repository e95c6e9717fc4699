import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import { CareService } from '#care';
import { Database } from '#platform';
import { isOverForChaperone } from './domain/aftercare.js';
import type { SessionRow } from './session.repository.js';
import { type Card, SessionCards } from './session-cards.js';
import { type SeenBy, WatchingViews } from './watching-views.js';

/** What surrounds a live session: whom to call, and what to read aloud. */
export type Surroundings = Readonly<{ card: Card | null; onCallName: string | null; clinicPhone: string }>;

/** Emergency card, on-call and clinic numbers of a session: read together, opened for its people only. */
@Injectable()
export class SurroundingsReader {
  constructor(
    private readonly database: Database,
    private readonly cards: SessionCards,
    private readonly care: CareService,
    private readonly alerts: AlertsService,
    private readonly watching: WatchingViews,
  ) {}

  /** Who watches each of these sessions at this moment. */
  watchersOf(sessionIds: readonly string[]): Promise<SeenBy[]> {
    return this.watching.of(sessionIds);
  }

  async read(session: SessionRow, now: Date): Promise<Surroundings> {
    const db = this.database.read;
    const { phone } = await this.care.settings(db);
    const onCall = await this.alerts.onCallAt(db, now);
    const card = isOverForChaperone(session, now.getTime()) ? null : await this.cards.of(db, session);
    return { card, onCallName: onCall?.displayName ?? null, clinicPhone: phone };
  }
}
