import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { Audit } from '#audit';
import type { planCover, readCover } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { type Chosen, CoverApplying } from './cover-applying.js';
import { CoverPlanning } from './cover-planning.js';
import { CoverViews } from './cover-views.js';

/** Who lacks somebody, and who could look after them: for those who run the clinic. */
@Injectable()
export class CoverService {
  constructor(
    private readonly database: Database,
    private readonly planning: CoverPlanning,
    private readonly applying: CoverApplying,
    private readonly views: CoverViews,
    private readonly audit: Audit,
  ) {}

  async read(caller: Caller): Promise<z.infer<typeof readCover.reply>> {
    const found = await this.views.now(this.database.read);
    const ids = [...found.uncovered, ...found.unread].map(({ patientId }) => patientId);
    await this.audit.recordList(caller, { action: 'list-uncovered', objectType: 'pairing' }, [...new Set(ids)]);
    return found;
  }

  /** A proposal: nothing is changed, and nobody is told. */
  async plan(caller: Caller, absentIds: readonly string[]): Promise<z.infer<typeof planCover.reply>> {
    const { read } = this.database;
    const plan = await this.views.plan(read, await this.planning.plan(read, absentIds));
    const ids = [...plan.pairs, ...plan.unplaced].map(({ patientId }) => patientId);
    await this.audit.recordList(caller, { action: 'plan-cover', objectType: 'pairing' }, [...new Set(ids)]);
    return plan;
  }

  /** Whole or not at all. @throws `pairing.kept-out`, `pairing.not-now` */
  async apply(caller: Caller, pairs: readonly Chosen[]): Promise<{ placed: number }> {
    await this.database.transact(async (tx) => {
      await this.applying.apply(tx, pairs, caller.personId);
      const ids = [...new Set(pairs.map(({ patientId }) => patientId))];
      await this.audit.recordEach(tx, caller, { action: 'apply-cover', objectType: 'pairing' }, ids);
    });
    return { placed: pairs.length };
  }
}
