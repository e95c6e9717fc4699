import { Injectable } from '@nestjs/common';

import { IdentityService } from '#identity';
import type { Db } from '#platform';
import { AuthorityRepository } from './authority.repository.js';
import { type Act, type Authority, judgeAuthority } from './domain/authority.js';
import { LocationRepository } from './location.repository.js';

export type Part = Readonly<{ personId: string; act: Act }>;
/** `jurisdiction`: where the patient has said today that they are, ISO 3166-2; null when nobody has said it today. */
export type PlaceCheck = Readonly<{ jurisdiction: string | null; day: string; parts: readonly (Part & Authority)[] }>;

/** Whether those who have a part in a session may do it where the patient is today. */
@Injectable()
export class PlaceCheckService {
  constructor(
    private readonly authority: AuthorityRepository,
    private readonly locations: LocationRepository,
    private readonly identity: IdentityService,
  ) {}

  /** @returns the parts in their order, judged for today on the clock of the patient */
  async today(db: Db, patientId: string, parts: readonly Part[]): Promise<PlaceCheck> {
    const { zone } = await this.identity.person(db, patientId);
    const day = await this.locations.today(db, zone);
    const [newest] = await this.locations.findNewest(db, [patientId]);
    const jurisdiction = newest?.day === day ? newest.jurisdiction : null;
    return { jurisdiction, day, parts: await this.judged(db, { patientId, jurisdiction, day }, parts) };
  }

  /** The same for a place that is known, on the patient's clock: the clinic's own. @param jurisdiction null: nobody has written it down */
  async here(db: Db, patientId: string, jurisdiction: string | null, parts: readonly Part[]): Promise<PlaceCheck> {
    const { zone } = await this.identity.person(db, patientId);
    const day = await this.locations.today(db, zone);
    return { jurisdiction, day, parts: await this.judged(db, { patientId, jurisdiction, day }, parts) };
  }

  private async judged(
    db: Db,
    { patientId, jurisdiction, day }: Readonly<{ patientId: string; jurisdiction: string | null; day: string }>,
    parts: readonly Part[],
  ): Promise<PlaceCheck['parts']> {
    const registers = await this.authority.registers(
      db,
      parts.map(({ personId }) => personId),
      [patientId],
    );
    return parts.map((part) => ({
      ...part,
      ...judgeAuthority(registers.of(part.personId, patientId), { jurisdiction, day, act: part.act }),
    }));
  }
}
