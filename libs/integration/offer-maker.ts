import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { Outbox, type Tx } from '#platform';
import { HoldsService, SchedulingService } from '#scheduling';
import { appointmentsOf } from './course-booking.js';
import { offerKey, offerOver, timeOffered } from './messages.js';
import { OfferRepository } from './offer.repository.js';
import type { Wait } from './waiting.repository.js';
import type { Sought } from './waiting-seeker.js';

/** Holds a time for somebody who waits, tells them, and plans its end: one transaction. */
@Injectable()
export class OfferMaker {
  constructor(
    private readonly scheduling: SchedulingService,
    private readonly holds: HoldsService,
    private readonly offers: OfferRepository,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  /**
   * Whoever is just choosing a time is left to it: what is kept for them for ten minutes would be lost to the offer.
   *
   * @returns what came of it, as a code
   * @throws  `scheduling.slot-taken` when somebody was quicker
   */
  async offer(
    tx: Tx,
    wait: Wait,
    { time, dose, people, until }: Extract<Sought, { time: unknown }>,
  ): Promise<'offered' | 'choosing'> {
    const { patientId } = wait;
    if (await this.holds.heldFor(tx, patientId)) return 'choosing';
    this.holds.endOver(tx, patientId);
    const [startsAt, visitStartsAt] = [new Date(time.startsAt), new Date(time.visitStartsAt)];
    const hold = { id: randomUUID(), until };
    const course = { patientId, startsAt, visitStartsAt, bookedBy: wait.askedBy, point: dose.course };
    const [dosing, visit] = appointmentsOf(people, course);
    const held = {
      appointmentId: await this.scheduling.book(tx, { ...dosing, hold }),
      visitAppointmentId: await this.scheduling.book(tx, { ...visit, hold }),
    };
    const offer = { entryId: wait.id, holdId: hold.id, startsAt, visitStartsAt, until, ...held };
    const offerId = await this.offers.insert(tx, offer);
    await this.outbox.append(tx, offerOver, { offerId }, { dueAt: until, key: offerKey(offerId, 'over'), isFirst: true });
    await this.outbox.append(tx, timeOffered, { offerId });
    const act = { action: 'offer-time', objectType: 'waiting-offer', objectId: offerId, subjectPersonId: patientId };
    await this.audit.record(tx, null, act);
    return 'offered';
  }
}
