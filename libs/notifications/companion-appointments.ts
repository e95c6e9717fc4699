import { Injectable } from '@nestjs/common';

import type { Appointment } from '#contracts';
import { HOUR } from '#kernel';
import { Clock, type Tx } from '#platform';
import { AvailabilityService, SchedulingService } from '#scheduling';
import { ChaperoneLinkService } from '#sessions';

/** From so long before a session people are called at once and through every channel. Source: docs/clinical-defaults.md, "Companions". */
const CALLED_WITHIN_MS = 4 * HOUR;

/** Where sessions stand in the calendar. */
@Injectable()
export class CompanionAppointments {
  constructor(
    private readonly scheduling: SchedulingService,
    private readonly availability: AvailabilityService,
    private readonly links: ChaperoneLinkService,
    private readonly clock: Clock,
  ) {}

  /** The session that the patient has booked next; null when there is none. */
  async nextSession(tx: Tx, patientId: string): Promise<{ sessionId: string; appointmentId: string } | null> {
    const next = await this.availability.nextBooked(tx, patientId, 'dosing');
    const sessionId = next && (await this.links.sessionOf(tx, next.id));
    return sessionId ? { sessionId, appointmentId: next!.id } : null;
  }

  async find(tx: Tx, appointmentId: string): Promise<Appointment> {
    return (await this.scheduling.findMany(tx, [appointmentId])).get(appointmentId)!;
  }

  async isSoon(tx: Tx, { startsAt }: Appointment): Promise<boolean> {
    return Date.parse(startsAt) - (await this.clock.now(tx)).getTime() < CALLED_WITHIN_MS;
  }
}
