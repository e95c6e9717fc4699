import { Injectable } from '@nestjs/common';

import { IdentityService } from '#identity';
import { Database } from '#platform';
import { SessionRepository } from './session.repository.js';

/** A clinician whose screen shows a session. */
export type SeenBy = Readonly<{ sessionId: string; personId: string; displayName: string }>;

/** Who watches what, for everybody on the board. */
@Injectable()
export class WatchingViews {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionRepository,
    private readonly identity: IdentityService,
  ) {}

  async of(sessionIds: readonly string[]): Promise<SeenBy[]> {
    const rows = await this.sessions.findWatching(this.database.read, sessionIds);
    const people = await this.identity.people(this.database.read, [...new Set(rows.map(({ personId }) => personId))]);
    return rows.map((row) => ({ ...row, displayName: people.get(row.personId)!.displayName }));
  }
}
