import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import { AuthorityService, REGISTERS_KEY, registersChanged } from '#credentials';
import { Database, Outbox, type Tx } from '#platform';
import { CoverRepository, type Gap } from './cover.repository.js';
import { coverDue, coverLost, nightKey } from './messages.js';

/**
 * Judges everything that is booked anew: each night, and at once when a register changes. It lists what breaks, tells those who run the
 * clinic of what is new, and moves or cancels nothing.
 */
@Injectable()
export class CoverPass {
  constructor(
    private readonly database: Database,
    private readonly cover: CoverRepository,
    private readonly authority: AuthorityService,
    private readonly care: CareService,
    private readonly outbox: Outbox,
  ) {}

  /** @returns how many parts in appointments have lost their cover since the last pass */
  async run(tx: Tx): Promise<number> {
    await this.cover.holdPass(tx);
    const passId = randomUUID();
    const fresh = await this.cover.keep(tx, passId, await this.gaps(tx));
    if (fresh) await this.outbox.append(tx, coverLost, { passId });
    return fresh;
  }

  /**
   * The next night's row, and another for tonight's pass: the same as that of a change of registers. Whatever becomes of the pass, there is a
   * next night.
   */
  async night(tx: Tx): Promise<void> {
    await this.plan(tx, (await this.care.settings(tx)).zone);
    await this.outbox.append(tx, registersChanged, {}, { key: REGISTERS_KEY });
  }

  /** So that there is a pass in the night to come: a server that starts says so, before any clinic has settings. What is planned stays as it is. */
  async begin(): Promise<void> {
    await this.database.transact(async (tx) => {
      await this.cover.holdPass(tx);
      const planned = await this.outbox.waiting(tx, coverDue.name, 1);
      if (!planned.length) await this.plan(tx, 'UTC');
    });
  }

  private async gaps(tx: Tx): Promise<Gap[]> {
    const lost = await this.cover.findLost(tx);
    const judged = lost.length ? await this.authority.judgeParts(tx, lost) : [];
    return lost.flatMap(({ appointmentId, personId }, at) => {
      const { isMet, reason } = judged[at]!;
      return isMet ? [] : [{ appointmentId, personId, reason }];
    });
  }

  private async plan(tx: Tx, zone: string): Promise<void> {
    const dueAt = await this.cover.nextNight(tx, zone);
    await this.outbox.append(tx, coverDue, {}, { dueAt, key: nightKey(dueAt) });
  }
}
