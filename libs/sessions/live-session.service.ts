import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { Caller } from '#identity';
import { Clock } from '#platform';
import { SessionReading } from './session-reading.service.js';
import { SessionViews, type Summary, type Tile } from './session-views.service.js';
import { type Surroundings, SurroundingsReader } from './surroundings.js';
import type { SeenBy } from './watching-views.js';

/** Everything that a live screen needs to begin with. */
export type LiveView = Tile & Surroundings & Readonly<{ now: Date }>;

/** What people see who open a session or the board. */
@Injectable()
export class LiveSessionService {
  constructor(
    private readonly reading: SessionReading,
    private readonly views: SessionViews,
    private readonly surroundings: SurroundingsReader,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** @throws `sessions.not-found` */
  async open(caller: Caller, sessionId: string): Promise<LiveView> {
    const { session, entries, now } = await this.reading.open(caller, sessionId);
    const [summary] = await this.views.summaries([session]);
    const surroundings = await this.surroundings.read(session, now);
    return { ...summary!, ...surroundings, plan: session.plan, entries, now };
  }

  async board(caller: Caller): Promise<{ tiles: Tile[]; watching: SeenBy[]; now: Date }> {
    const now = await this.clock.now();
    const tiles = await this.views.board(caller, now);
    await this.recordList(caller, 'read-board', tiles);
    return { tiles, watching: await this.surroundings.watchersOf(tiles.map(({ id }) => id)), now };
  }

  async list(caller: Caller, when: Parameters<SessionViews['list']>[1], before?: string) {
    const { sessions, next } = await this.views.list(caller, when, before);
    await this.recordList(caller, 'list-sessions', sessions);
    return { sessions, next, now: await this.clock.now() };
  }

  private recordList(caller: Caller, action: string, sessions: readonly Summary[]): Promise<void> {
    return this.audit.recordList(
      caller,
      { action, objectType: 'dosing-session' },
      sessions.map(({ patientId }) => patientId),
    );
  }
}
