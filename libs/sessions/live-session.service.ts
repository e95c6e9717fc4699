import { Injectable } from '@nestjs/common';

import type { Caller } from '#identity';
import { Clock, Database } from '#platform';
import { SessionReading } from './session-reading.service.js';
import { SessionViews, type Tile } from './session-views.service.js';
import { type Surroundings, SurroundingsReader } from './surroundings.js';

/** Everything that a live screen needs to begin with. */
export type LiveView = Tile & Surroundings & Readonly<{ now: Date }>;

/** What people see who open a session or the board. */
@Injectable()
export class LiveSessionService {
  constructor(
    private readonly database: Database,
    private readonly reading: SessionReading,
    private readonly views: SessionViews,
    private readonly surroundings: SurroundingsReader,
    private readonly clock: Clock,
  ) {}

  /** @throws `sessions.not-found` */
  async open(caller: Caller, sessionId: string): Promise<LiveView> {
    const { session, entries, now } = await this.reading.open(caller, sessionId);
    const [summary] = await this.views.summaries([session]);
    const surroundings = await this.surroundings.read(this.database.read, session, now);
    return { ...summary!, ...surroundings, plan: session.plan, entries, now };
  }

  async board(caller: Caller): Promise<{ tiles: Tile[]; now: Date }> {
    const now = await this.clock.now();
    return { tiles: await this.views.board(caller, now), now };
  }

  async list(caller: Caller, when: Parameters<SessionViews['list']>[1]) {
    return { sessions: await this.views.list(caller, when), now: await this.clock.now() };
  }
}
