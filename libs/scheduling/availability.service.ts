import { Injectable } from '@nestjs/common';

import type { AppointmentKind } from '#contracts';
import { intersect, MINUTE, type Span, subtract } from '#kernel';
import type { Db, Reader } from '#platform';
import { CalendarRepository } from './calendar.repository.js';
import { type Demand, slotStarts } from './domain/slots.js';
import { type WeeklyHours, workingSpans } from './domain/working-hours.js';
import type { ZoneTable } from './domain/zone.js';
import { ZoneTableRepository } from './zone-table.repository.js';

/**
 * Somebody who must be free from `fromMin` to `toMin` after the start. `hoursZone` null: whatever the hour;
 * `otherwise`: the hours of a person who has entered none.
 */
export type Attendee = Readonly<{
  personId: string;
  fromMin: number;
  toMin: number;
  time: 'whole' | 'watch';
  hoursZone: string | null;
  otherwise: readonly WeeklyHours[];
}>;

export type Need = Readonly<{
  attendees: readonly Attendee[];
  within: Span;
  gridMin: number;
  watchLanes: number;
  /** `ignore`: what could be had if nothing were booked. */
  bookings?: 'respect' | 'ignore';
}>;

/** When people are free together. Rules come as values; who needs whom for how long is for the caller to say. */
@Injectable()
export class AvailabilityService {
  constructor(
    private readonly calendars: CalendarRepository,
    private readonly zones: ZoneTableRepository,
  ) {}

  /** @param on pass the `tx` you are in, to save a connection */
  zoneTable(zone: string, within: Span, on?: Reader): Promise<ZoneTable> {
    return this.zones.find(zone, within, on);
  }

  /** Whether a patient has an appointment of a kind that is neither over nor cancelled. */
  hasBooked(db: Db, patientId: string, kind: AppointmentKind): Promise<boolean> {
    return this.calendars.hasBooked(db, patientId, kind);
  }

  /** @returns a function that lists the starts (epoch ms, rising) for a part of `need.within`: the calendar is read once */
  async prepare(db: Db, need: Need): Promise<(within: Span) => number[]> {
    const margin = Math.max(...need.attendees.map(({ fromMin, toMin }) => Math.max(-fromMin, toMin))) * MINUTE;
    const window = { from: need.within.from - margin, to: need.within.to + margin };
    const personIds = [...new Set(need.attendees.map(({ personId }) => personId))];
    const [busy, hours] = await Promise.all([
      this.calendars.findBusy(need.bookings === 'ignore' ? [] : personIds, window),
      this.calendars.findHours(db, personIds),
    ]);
    const demands = await Promise.all(
      need.attendees.map(async (attendee): Promise<Demand> => {
        const kept = await this.keptHours(attendee, hours.get(attendee.personId)!, window);
        const lanes = attendee.time === 'whole' ? [0] : Array.from({ length: need.watchLanes }, (_, i) => i + 1);
        const options = lanes.map((lane) => subtract(kept, busy(attendee.personId, lane)));
        return { options, fromMin: attendee.fromMin, toMin: attendee.toMin };
      }),
    );
    return (within) => slotStarts(demands, intersect([within], [need.within])[0] ?? { from: 0, to: 0 }, need.gridMin);
  }

  private async keptHours(attendee: Attendee, entered: readonly WeeklyHours[], window: Span): Promise<Span[]> {
    if (attendee.hoursZone === null) return [window];
    const table = await this.zones.find(attendee.hoursZone, window);
    return workingSpans(entered.length ? entered : attendee.otherwise, table, window);
  }
}
