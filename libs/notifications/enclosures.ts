import { Injectable } from '@nestjs/common';

import { InvitationsToCalendars } from '#scheduling';
import type { Due } from './messages.js';
import type { Readable } from './template-values.service.js';
import type { Attachment } from './transport.js';

/** What of an appointment changes a calendar. */
const OF_APPOINTMENT: ReadonlySet<Due['template']> = new Set(['booked', 'moved', 'others', 'cancelled']);

/** What goes with an e-mail: the appointment that it tells of, for the reader's calendar. Its title says nothing. */
@Injectable()
export class Enclosures {
  constructor(private readonly invitations: InvitationsToCalendars) {}

  async of(on: Readable, { template, channel, subjectId, recipientId }: Due): Promise<readonly Attachment[]> {
    if (channel !== 'email' || !OF_APPOINTMENT.has(template)) return [];
    const invitation = await this.invitations.of(on, subjectId, recipientId);
    if (!invitation) return [];
    const { method, content } = invitation;
    return [{ filename: 'appointment.ics', contentType: `text/calendar; charset=utf-8; method=${method}`, content }];
  }
}
