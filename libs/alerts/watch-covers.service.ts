import { Injectable } from '@nestjs/common';

import { type Db, Outbox, type Tx } from '#platform';
import { watchAsked, watchReturned } from './messages.js';
import { alertProblems } from './problems.js';
import { type NewCover, WatchCoverRepository, type WatchCoverRow } from './watch-cover.repository.js';

/** "I am away, and you cover me": asked, accepted, begun when the other's screen shows it all, and over. */
@Injectable()
export class WatchCovers {
  constructor(
    private readonly covers: WatchCoverRepository,
    private readonly outbox: Outbox,
  ) {}

  open(db: Db): Promise<WatchCoverRow[]> {
    return this.covers.findOpen(db);
  }

  find(db: Db, id: string): Promise<WatchCoverRow | null> {
    return this.covers.find(db, id);
  }

  /** @returns its id @throws `alerts.already-away`, `alerts.cannot-cover` */
  async ask(tx: Tx, cover: NewCover): Promise<string> {
    const id = await this.covers.insert(tx, cover);
    await this.outbox.append(tx, watchAsked, { coverId: id });
    return id;
  }

  /** By whoever was asked. @throws `alerts.no-cover`, `alerts.cover-over` */
  async answer(tx: Tx, personId: string, id: string, accepts: boolean): Promise<WatchCoverRow> {
    const row = await this.mine(tx, personId, id);
    if (row.coverId !== personId) throw alertProblems.noCover();
    if (row.acceptedAt !== null) throw alertProblems.coverOver();
    if (accepts) await this.covers.accept(tx, id);
    else await this.covers.end(tx, id, 'declined');
    return row;
  }

  /**
   * Whoever was away is back, or does not go; or whoever covers cannot any longer, and then the other is called.
   *
   * @throws `alerts.no-cover`, `alerts.cover-over`
   */
  async end(tx: Tx, personId: string, id: string): Promise<WatchCoverRow> {
    const row = await this.mine(tx, personId, id);
    const isBack = row.awayId === personId;
    await this.covers.end(tx, id, isBack ? (row.beganAt ? 'returned' : 'withdrawn') : 'given-back');
    if (!isBack) await this.outbox.append(tx, watchReturned, { coverId: id });
    return row;
  }

  private async mine(tx: Tx, personId: string, id: string): Promise<WatchCoverRow> {
    const row = await this.covers.lock(tx, id);
    if (row?.awayId !== personId && row?.coverId !== personId) throw alertProblems.noCover();
    if (row!.endedAt !== null) throw alertProblems.coverOver();
    return row!;
  }
}
