import { Injectable } from '@nestjs/common';

import { PagingService } from '#alerts';
import type { Tx } from '#platform';
import { type PagingContext, PagingContextReader } from '#sessions';
import { callDue } from './messages.js';
import { NoticesService } from './notices.service.js';

/** Calls people when a session's alert is raised or climbs. */
@Injectable()
export class CallsService {
  constructor(
    private readonly contexts: PagingContextReader,
    private readonly paging: PagingService,
    private readonly notices: NoticesService,
  ) {}

  /** Calls one tier, unless a person has answered the alert in the meantime. */
  async climb(tx: Tx, sessionId: string, alertId: string, tier: number): Promise<void> {
    const context = await this.contexts.read(tx, sessionId, alertId, tier);
    if (context.isSettled) return;
    const { audiences, patientId, level } = context;
    const called = await this.paging.page(tx, {
      sessionId,
      alertRef: alertId,
      tier,
      patientId,
      personIds: peopleOf(context),
      callsOnCall: audiences.includes('on-call'),
      callsAdmins: audiences.includes('admin'),
    });
    const due = { cause: `alert:${alertId}:${tier}:${sessionId}`, subjectId: sessionId, level };
    const { chaperoneId } = context.people;
    const staff = called.filter((id) => id !== chaperoneId);
    const prompt = level >= 4 ? 'emergencyPrompt' : 'prompt';
    await this.notices.send(
      tx,
      { ...due, template: prompt, channel: 'sms' },
      called.filter((id) => id === chaperoneId),
      callDue,
    );
    await this.notices.send(tx, { ...due, template: 'page', channel: 'sms' }, staff, callDue);
    await this.notices.send(tx, { ...due, template: 'page', channel: 'email' }, staff, callDue);
  }
}

function peopleOf({ audiences, people }: PagingContext): string[] {
  const { chaperoneId, therapistId, prescriberId } = people;
  const byAudience = { chaperone: chaperoneId, therapist: therapistId, prescriber: prescriberId };
  return audiences.flatMap((audience) => (audience in byAudience ? [byAudience[audience as keyof typeof byAudience]] : []));
}
