import { Injectable } from '@nestjs/common';

import { LicensedPlaces } from '#credentials';
import { IdentityService, type PersonCard } from '#identity';
import type { Db } from '#platform';
import type { AppointmentRow } from '#scheduling';
import { treats } from './domain/part.js';
import type { ParticipantRow } from './participant.repository.js';

/** What is said of somebody of a call beside their part in it. */
export type Named = PersonCard & Readonly<{ licensedIn: readonly string[] }>;

/** Who is who in a call: names, professions, and where those who treat are licensed. */
@Injectable()
export class CallPeople {
  constructor(
    private readonly identity: IdentityService,
    private readonly licensed: LicensedPlaces,
  ) {}

  /** @param also ids of persons who are spoken of, though they are not in it. By their ids */
  async of(
    db: Db,
    rows: readonly ParticipantRow[],
    { patientId }: Pick<AppointmentRow, 'patientId'>,
    also: readonly string[],
  ): Promise<ReadonlyMap<string, Named>> {
    const cards = await this.identity.people(db, [...new Set([...rows.map(({ personId }) => personId), ...also])]);
    const clinicians = rows.filter(({ role }) => treats(role)).map(({ personId }) => personId);
    const places = await this.licensed.of(db, clinicians, patientId);
    return new Map([...cards].map(([id, card]) => [id, { ...card, licensedIn: places.get(id) ?? [] }]));
  }
}
