import { Injectable } from '@nestjs/common';

import { MINUTE, type Span } from '#kernel';
import type { Db, Tx } from '#platform';
import { AvailabilityService, type Calendars, type Openings, SchedulingService } from '#scheduling';
import { SessionsService } from '#sessions';
import { visitWindow } from './domain/visit-window.js';
import { attendeesOf, BOOKING_RULES, visitParties, type Zoned } from './parties.js';
import { TeamReader } from './team.js';
import type { Visit } from './visit.repository.js';

/** Where a visit may stand: all starts in its window, of which each can be asked about. */
export type VisitRoom = Readonly<{ people: Readonly<{ patient: Zoned; therapist: Zoned }>; window: Span; openings: Openings }>;

type Read = (personIds: readonly string[], look: Parameters<AvailabilityService['look']>[2]) => Promise<Calendars>;

/** When a visit could take place beside the session that it follows. */
@Injectable()
export class VisitTimes {
  constructor(
    private readonly sessions: SessionsService,
    private readonly scheduling: SchedulingService,
    private readonly availability: AvailabilityService,
    private readonly team: TeamReader,
  ) {}

  /** Counted from the real discharge; before it from the planned end. Its therapist stays; its own time counts as free. */
  of(on: Db, visit: Visit, patientId: string): Promise<VisitRoom> {
    return this.room(on, visit, patientId, (ids, look) => this.availability.look(on, ids, look));
  }

  /** The same, kept from everybody else until this transaction ends. */
  keep(tx: Tx, visit: Visit, patientId: string): Promise<VisitRoom> {
    return this.room(tx, visit, patientId, (ids, look) => this.availability.keep(tx, ids, look));
  }

  private async room(on: Db, visit: Visit, patientId: string, read: Read): Promise<VisitRoom> {
    const people = await this.team.ofVisit(on, patientId, visit.therapistId);
    const dischargeAt = await this.dischargeOf(on, visit.sessionId);
    const { zone } = people.patient;
    const calendar = await this.team.calendar(zone, { from: dischargeAt, to: dischargeAt }, on);
    const window = visitWindow(dischargeAt, calendar, BOOKING_RULES.visitAfterHours);
    const party = { kind: 'integration', attendees: attendeesOf(visitParties(people), people) } as const;
    const look = { within: window, except: [visit.appointmentId] };
    const calendars = await read([people.patient.id, people.therapist.id], look);
    const need = { parties: [party], within: window, gridZone: zone, now: calendars.now };
    const [openings] = await this.availability.openings(on, need, calendars);
    return { people, window, openings: openings! };
  }

  private async dischargeOf(on: Db, sessionId: string): Promise<number> {
    const { appointmentId, dischargedAt } = await this.sessions.endOf(on, sessionId);
    if (dischargedAt) return dischargedAt.getTime();
    return (await this.scheduling.startOf(on, appointmentId)).getTime() + BOOKING_RULES.dosingMin * MINUTE;
  }
}
