import { Injectable } from '@nestjs/common';

import { WatchCovers } from '#alerts';
import { Audit } from '#audit';
import type { WatchCovers as WatchCoversView } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Tx } from '#platform';
import { CoverAccess } from './cover-access.js';
import { CoverViews } from './cover-views.js';

/** Clinicians hand the board to each other for a while. */
@Injectable()
export class BoardCovers {
  constructor(
    private readonly database: Database,
    private readonly covers: WatchCovers,
    private readonly access: CoverAccess,
    private readonly views: CoverViews,
    private readonly audit: Audit,
  ) {}

  read(caller: Caller): Promise<WatchCoversView> {
    return this.views.of(this.database.read, caller);
  }

  /** @throws `alerts.already-away`, `alerts.cannot-cover` */
  ask(caller: Caller, coverId: string, minutes: number): Promise<WatchCoversView> {
    return this.write(caller, 'ask-for-cover', (tx) => this.covers.ask(tx, { awayId: caller.personId, coverId, minutes }));
  }

  /** A yes opens the sessions of whoever asked. @throws `alerts.no-cover`, `alerts.cover-over` */
  answer(caller: Caller, id: string, accepts: boolean): Promise<WatchCoversView> {
    return this.write(caller, accepts ? 'accept-cover' : 'decline-cover', async (tx) => {
      const row = await this.covers.answer(tx, caller.personId, id, accepts);
      if (accepts) await this.access.grant(tx, row);
      return id;
    });
  }

  /** @throws `alerts.no-cover`, `alerts.cover-over` */
  end(caller: Caller, id: string): Promise<WatchCoversView> {
    return this.write(caller, 'end-cover', async (tx) => (await this.covers.end(tx, caller.personId, id)).id);
  }

  private write(caller: Caller, action: string, work: (tx: Tx) => Promise<string>): Promise<WatchCoversView> {
    return this.database.transact(async (tx) => {
      const objectId = await work(tx);
      await this.audit.record(tx, caller, { action, objectType: 'watch-cover', objectId });
      return this.views.of(tx, caller);
    });
  }
}
