import { Injectable } from '@nestjs/common';

import type { Tx } from '#platform';
import { DispatchService } from './dispatch.service.js';

export type LeadChange = Readonly<{ appointmentId: string; version: number; came: readonly string[]; gone: readonly string[] }>;

/** Tells clinicians that they lead a group from now on, or no more. */
@Injectable()
export class LeadNotices {
  constructor(private readonly dispatch: DispatchService) {}

  async changed(tx: Tx, { appointmentId: subjectId, version, came, gone }: LeadChange): Promise<void> {
    const about = { subjectId, cause: `lead-changed:${subjectId}:${version}`, channel: 'email' } as const;
    await this.dispatch.tell(tx, { ...about, template: 'leading' }, came);
    await this.dispatch.tell(tx, { ...about, template: 'leadingNoMore' }, gone);
  }
}
