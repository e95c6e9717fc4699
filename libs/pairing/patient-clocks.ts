import { Injectable } from '@nestjs/common';

import { IdentityService } from '#identity';
import { DAY, MINUTE } from '#kernel';
import type { Db } from '#platform';
import { AvailabilityService } from '#scheduling';
import { Clocks } from './clocks.js';

/** `today` and `lastBooked` are days since 1970-01-01 on the patient's clock; `lastBooked` is never before `today`. */
export type PatientClock = Readonly<{ zone: string; offsetMin: number; today: number; lastBooked: number }>;
/** Nobody is booked further ahead. */
const AHEAD = 400 * DAY;

/** On which clocks patients live, and until which day they have something booked. */
@Injectable()
export class PatientClocks {
  constructor(
    private readonly identity: IdentityService,
    private readonly availability: AvailabilityService,
    private readonly clocks: Clocks,
  ) {}

  async of(db: Db, patientIds: readonly string[], now: number): Promise<Map<string, PatientClock>> {
    const cards = [...(await this.identity.people(db, patientIds)).values()];
    const zones = cards.map(({ zone }) => zone);
    const offsets = await this.clocks.offsets(db, zones, now);
    const { of } = await this.availability.look(db, patientIds, { within: { from: now, to: now + AHEAD } });
    return new Map(
      cards.map(({ id, zone }) => {
        const offsetMin = offsets.get(zone)!;
        const dayOf = (at: number) => Math.floor((at + offsetMin * MINUTE) / DAY);
        const lastBooked = dayOf((of.get(id)?.startsAt ?? []).reduce((last, at) => Math.max(last, at), now));
        return [id, { zone, offsetMin, today: dayOf(now), lastBooked }];
      }),
    );
  }
}
