import { Injectable } from '@nestjs/common';

import type { PairingPart } from '#contracts';
import { DAY } from '#kernel';
import type { Db } from '#platform';
import { AppointmentTypesService, type Attendee, AvailabilityService, hoursOf } from '#scheduling';
import { SOON_DAYS } from './domain/rank.js';

type Person = Readonly<{ id: string; zone: string }>;
export type Asked = Readonly<{
  part: PairingPart;
  clinicians: readonly Person[];
  patient: Person | null;
  gridZone: string;
  now: number;
}>;

/** What a first meeting is, for each part. */
const FIRST_MEETING = { prescriber: 'follow_up', therapist: 'preparation' } as const;

/** How soon people could meet: the slot engine answers, and nothing is booked. */
@Injectable()
export class FreeDays {
  constructor(
    private readonly availability: AvailabilityService,
    private readonly types: AppointmentTypesService,
  ) {}

  /**
   * Whole days until the first time at which a clinician is free, and the patient too where one is given.
   *
   * @returns of each clinician; null when there is no such time within two weeks
   */
  async of(db: Db, { part, clinicians, patient, gridZone, now }: Asked): Promise<Map<string, number | null>> {
    if (!clinicians.length) return new Map();
    const type = await this.types.find(db, FIRST_MEETING[part]);
    const share = (takes: string, { id: personId, zone }: Person): Attendee[] =>
      type.parts
        .filter((one) => one.part === takes)
        .map(({ fromMin, toMin, time }) => ({
          personId,
          fromMin,
          toMin: toMin ?? type.lengthMin,
          time,
          ...hoursOf(takes, zone),
        }));
    const parties = clinicians.map((clinician) => ({
      kind: type.kind,
      attendees: [...share(part, clinician), ...(patient ? share('patient', patient) : [])],
    }));
    const within = { from: now, to: now + SOON_DAYS * DAY };
    const openings = await this.availability.openings(db, { parties, within, gridZone, now });
    return new Map(
      clinicians.map(({ id }, at) => {
        const [first] = openings[at]!.free();
        return [id, first === undefined ? null : Math.floor((first - now) / DAY)];
      }),
    );
  }
}
