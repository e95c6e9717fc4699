import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { GateOverride } from '#contracts';
import type { Caller } from '#identity';
import { cursorFrom, Database, pageOf } from '#platform';
import { GateOverrideRepository } from './gate-override.repository.js';
import { OverrideReach } from './override-reach.js';
import { OverrideViews } from './override-views.js';

/** What was signed over gates, for whoever treats these patients, and for the medical director. */
@Injectable()
export class GateOverridesReading {
  constructor(
    private readonly database: Database,
    private readonly overrides: GateOverrideRepository,
    private readonly reach: OverrideReach,
    private readonly views: OverrideViews,
    private readonly audit: Audit,
  ) {}

  async list(
    caller: Caller,
    { before, limit }: Readonly<{ before?: string | undefined; limit: number }>,
  ): Promise<{ overrides: GateOverride[]; next: string | null }> {
    const { read } = this.database;
    const found = await this.overrides.findPage(read, await this.reach.whose(read, caller), {
      before: cursorFrom(before),
      limit,
    });
    const { rows, next } = pageOf(found, limit, ({ signedAt: at, id }) => ({ at, id }));
    const act = { action: 'list-overrides', objectType: 'gate-override' };
    await this.audit.recordList(
      caller,
      act,
      rows.map(({ patientId }) => patientId),
    );
    return { overrides: await Promise.all(rows.map((row) => this.views.shown(read, row))), next };
  }
}
