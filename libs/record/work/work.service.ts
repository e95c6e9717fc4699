import { Inject, Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { WorkItem } from '#contracts';
import type { Caller } from '#identity';
import { Clock } from '#platform';
import { workOrder } from '../domain/work-order.js';
import { WORK_SOURCES, type WorkSource } from './work-source.js';

/** Everything that waits for a clinician, as one list by danger. */
@Injectable()
export class WorkService {
  constructor(
    @Inject(WORK_SOURCES) private readonly sources: readonly WorkSource[],
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async list(caller: Caller): Promise<{ items: WorkItem[]; serverTime: string }> {
    const now = await this.clock.now();
    const found: WorkItem[] = [];
    for (const source of this.sources) found.push(...(await source.items(caller, now)));
    const seen = found.flatMap(({ patientId }) => patientId ?? []);
    await this.audit.recordList(caller, { action: 'list-work', objectType: 'work-list' }, new Set(seen));
    const sorted = workOrder(found.map((item) => ({ ...item, at: Date.parse(item.at) })));
    return { items: sorted.map((item) => ({ ...item, at: new Date(item.at).toISOString() })), serverTime: now.toISOString() };
  }
}
