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

/** Parties that are looked at together; `within` covers all starts that will be asked for, epoch ms; `except`: appointments that are to be moved. */
export type Need = Readonly<{
  parties: readonly (readonly Attendee[])[];
  within: Span;
  gridMin: number;
  watchLanes: number;
  except?: readonly string[];
}>;

/** Lists the starts (epoch ms, rising) in a part of the time that was looked at. */
type Starts = (part: Span) => number[];
/** When a party can come together; `ifNothingWereBooked` by their hours alone. */
export type Openings = Readonly<{ free: Starts; ifNothingWereBooked: Starts }>;

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

  /** Reads hours and bookings of everybody once. @returns one a party, in their order */
  async openings(db: Db, { parties, within, gridMin, watchLanes, except }: Need): Promise<Openings[]> {
    const everybody = parties.flat();
    const window = widened(within, everybody);
    const personIds = [...new Set(everybody.map(({ personId }) => personId))];
    const [busy, hours] = await Promise.all([
      this.calendars.findBusy(personIds, window, except),
      this.calendars.findHours(db, personIds),
    ]);
    const starts = (demands: readonly Demand[]) => (part: Span) => slotStarts(demands, cut(part, within), gridMin);
    return Promise.all(
      parties.map(async (party) => {
        const kept = await Promise.all(party.map((one) => this.keptHours(one, hours.get(one.personId)!, window)));
        const free = party.map((one, i) => {
          const lanes = one.time === 'whole' ? [0] : Array.from({ length: watchLanes }, (_, lane) => lane + 1);
          return { ...one, options: lanes.map((lane) => subtract(kept[i]!, busy(one.personId, lane))) };
        });
        return { free: starts(free), ifNothingWereBooked: starts(party.map((one, i) => ({ ...one, options: [kept[i]!] }))) };
      }),
    );
  }

  private async keptHours(attendee: Attendee, entered: readonly WeeklyHours[], window: Span): Promise<Span[]> {
    if (attendee.hoursZone === null) return [window];
    const table = await this.zones.find(attendee.hoursZone, window);
    return workingSpans(entered.length ? entered : attendee.otherwise, table, window);
  }
}

/** All time that starts in `within` can need of anybody. */
function widened({ from, to }: Span, attendees: readonly Attendee[]): Span {
  const [before, after] = [
    Math.min(0, ...attendees.map(({ fromMin }) => fromMin)),
    Math.max(0, ...attendees.map(({ toMin }) => toMin)),
  ];
  return { from: from + before * MINUTE, to: to + after * MINUTE };
}

const cut = (part: Span, whole: Span): Span => intersect([part], [whole])[0] ?? { from: whole.from, to: whole.from };
