import { Injectable } from '@nestjs/common';

import { PagingService } from '#alerts';
import type { Tx } from '#platform';
import type { Audience } from '#session-engine';
import { type PagingContext, PagingContextReader } from '#sessions';
import { DispatchService } from './dispatch.service.js';

/** Calls people when a session's alert is raised or climbs. */
@Injectable()
export class CallsService {
  constructor(
    private readonly contexts: PagingContextReader,
    private readonly paging: PagingService,
    private readonly dispatch: DispatchService,
  ) {}

  /** Calls one tier, unless a person has answered the alert in the meantime. */
  async climb(tx: Tx, sessionId: string, alertId: string, tier: number): Promise<void> {
    const context = await this.contexts.read(tx, sessionId, alertId, tier);
    if (context.isSettled) return;
    const { audiences, patientId, level, people } = context;
    const called = await this.paging.page(tx, {
      sessionId,
      alertRef: alertId,
      tier,
      patientId,
      personIds: peopleOf(context),
      callsOnCall: audiences.includes('on-call'),
      callsPhysician: audiences.includes('physician'),
      callsAdmins: audiences.includes('admin'),
    });
    const notice = { cause: `alert:${sessionId}:${alertId}:${tier}`, subjectId: sessionId, level, channel: 'sms' } as const;
    const [chaperone, staff] = [
      called.filter((id) => id === people.chaperoneId),
      called.filter((id) => id !== people.chaperoneId),
    ];
    await this.dispatch.call(tx, { ...notice, template: level >= 4 ? 'emergencyPrompt' : 'prompt' }, chaperone);
    await this.dispatch.call(tx, { ...notice, template: 'page' }, staff);
  }
}

function peopleOf({ audiences, people }: PagingContext): string[] {
  const { chaperoneId, therapistId, prescriberId, onSiteIds } = people;
  const byAudience: Readonly<Partial<Record<Audience, readonly string[]>>> = {
    ...{ chaperone: [chaperoneId], therapist: [therapistId], prescriber: [prescriberId] },
    'on-site': onSiteIds,
  };
  return audiences.flatMap((audience) => byAudience[audience] ?? []);
}
