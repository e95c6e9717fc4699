import { Injectable } from '@nestjs/common';

import type { Caller } from '#identity';
import { MINUTE } from '#kernel';
import type { Tx } from '#platform';
import { type Held, HoldsService } from '#scheduling';
import type { HeldCourse } from './course-booking.js';
import { CourseMover } from './course-mover.js';
import { CoursePlaces } from './course-places.js';
import { DosingBookingsService } from './dosing-bookings.service.js';
import type { Offer } from './offer.repository.js';
import { BOOKING_RULES } from './parties.js';
import { TeamReader } from './team.js';

/** Gives the time of an offer to whoever has taken it. */
@Injectable()
export class OfferTaker {
  constructor(
    private readonly team: TeamReader,
    private readonly bookings: DosingBookingsService,
    private readonly places: CoursePlaces,
    private readonly mover: CourseMover,
    private readonly holds: HoldsService,
  ) {}

  /**
   * What the patient has booked moves to the time; else what is held is booked.
   *
   * @throws `sessions.begun`, `sessions.session-over`, `scheduling.not-booked`, `scheduling.slot-taken`, `sessions.already-booked`,
   *         and the protocol's refusals
   */
  async take(tx: Tx, caller: Caller, offer: Offer): Promise<void> {
    const { patientId, startsAt, visitStartsAt } = offer;
    const course = { patientId, startsAt, visitStartsAt, bookedBy: caller.personId };
    const booked = await this.team.bookedNext(tx, patientId);
    if (booked) {
      const place = await this.places.requireMovable(tx, caller, await this.places.sessionOf(tx, booked.id));
      await this.holds.end(tx, offer.holdId); // in this transaction: nobody gets in between
      await this.mover.moveAsOffered(tx, caller, place, { to: course, people: await this.team.read(tx, patientId) });
      return;
    }
    await this.bookings.bookKept(tx, caller, course, keptBy(offer));
  }
}

function keptBy({ holdId, patientId, until, ...offer }: Offer): HeldCourse {
  const at = (start: Date, minutes: number) => new Date(start.getTime() + minutes * MINUTE).toISOString();
  const part = (id: string, kind: 'dosing' | 'integration', start: Date, minutes: number) => ({
    ...{ id, kind },
    ...{ startsAt: at(start, 0), endsAt: at(start, minutes) },
  });
  const dosing = part(offer.appointmentId, 'dosing', offer.startsAt, BOOKING_RULES.dosingMin);
  const visit = part(offer.visitAppointmentId, 'integration', offer.visitStartsAt, BOOKING_RULES.visitMin);
  const held: Held = { holdId, patientId, until, appointments: [dosing, visit] };
  return { held, dosing, integration: visit };
}
