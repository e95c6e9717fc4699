import { Injectable } from '@nestjs/common';

import { Directory } from '#identity';
import { Outbox, type Tx } from '#platform';
import { handOverDue } from './messages.js';

/** What follows when somebody comes to a team. */
@Injectable()
export class EntryFollowing {
  constructor(
    private readonly directory: Directory,
    private readonly outbox: Outbox,
  ) {}

  async hasLeft(tx: Tx, personId: string): Promise<boolean> {
    return (await this.directory.find(tx, personId))?.isDisabled ?? true;
  }

  async overlap(tx: Tx, handOverId: string, until: Date): Promise<void> {
    await this.outbox.append(
      tx,
      handOverDue,
      { handOverId },
      { dueAt: until, key: `pairing-hand-over:${handOverId}`, isFirst: true },
    );
  }
}
