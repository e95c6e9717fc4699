import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { PatientLocation } from '#contracts';
import { Directory, IdentityService } from '#identity';
import type { Db } from '#platform';
import { covers } from './domain/covers.js';
import { LicenceRepository } from './licence.repository.js';
import { LocationRepository, type Stated } from './location.repository.js';

/** What was said at last, judged for today: who of the team may treat the patient there. */
@Injectable()
export class LocationViews {
  constructor(
    private readonly locations: LocationRepository,
    private readonly licences: LicenceRepository,
    private readonly directory: Directory,
    private readonly identity: IdentityService,
    private readonly care: CareService,
  ) {}

  async of(db: Db, patientId: string): Promise<PatientLocation> {
    const { zone } = await this.identity.person(db, patientId);
    const [[newest], today] = [await this.locations.findNewest(db, [patientId]), await this.locations.today(db, zone)];
    const clinicians = (await this.directory.clinicians(db)).filter(({ isDisabled }) => !isDisabled);
    const rows = await this.licences.findOf(db, clinicians.map(({ id }) => id));
    const team = new Set(await this.care.team(db, patientId));
    const place = newest?.day === today ? newest.jurisdiction : null;
    return {
      stated: newest ? { ...(await this.toStated(db, newest)), isToday: newest.day === today } : null,
      places: placesOf(rows, today),
      team: clinicians
        .filter(({ id }) => team.has(id))
        .map(({ id: personId, displayName, role }) => {
          const found = covers(rows.filter((row) => row.personId === personId), place, today);
          return { personId, displayName, role, coverage: found.reason, until: found.isCovered ? found.until : null };
        }),
    };
  }

  private async toStated(db: Db, { jurisdiction, day, statedBy, statedAt }: Stated) {
    const people = await this.identity.people(db, [statedBy]);
    return { jurisdiction, day, statedAt: statedAt.toISOString(), statedByName: people.get(statedBy)?.displayName ?? null };
  }
}

/** Where somebody may treat patients on a day. */
const placesOf = (rows: Parameters<typeof covers>[0], day: string): string[] =>
  [...new Set(rows.map(({ jurisdiction }) => jurisdiction))].filter((place) => covers(rows, place, day).isCovered);
