import { Injectable } from '@nestjs/common';

import { WatchCovers } from '#alerts';
import type { Tx } from '#platform';
import { DispatchService } from './dispatch.service.js';

/** Calls clinicians to the board when a colleague asks them to watch, and back when nobody watches for them any more. */
@Injectable()
export class CoverNotices {
  constructor(
    private readonly covers: WatchCovers,
    private readonly dispatch: DispatchService,
  ) {}

  /** Nothing once they have answered. */
  async asked(tx: Tx, id: string): Promise<void> {
    const cover = await this.covers.find(tx, id);
    if (cover && cover.acceptedAt === null && cover.endedAt === null) await this.call(tx, id, cover.coverId, 'asked');
  }

  async returned(tx: Tx, id: string): Promise<void> {
    const cover = await this.covers.find(tx, id);
    if (cover?.endedAt) await this.call(tx, id, cover.awayId, 'returned');
  }

  private call(tx: Tx, id: string, personId: string, what: string): Promise<void> {
    const notice = { cause: `watch-cover:${id}:${what}`, subjectId: id, level: 2, channel: 'sms', template: 'page' } as const;
    return this.dispatch.call(tx, notice, [personId]);
  }
}
