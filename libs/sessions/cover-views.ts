import { Injectable } from '@nestjs/common';

import { type WatchCoverRow, WatchCovers } from '#alerts';
import type { WatchCover, WatchCovers as WatchCoversView } from '#contracts';
import { type Caller, Directory, IdentityService } from '#identity';
import type { Db } from '#platform';

/** Who is away and who covers, as the contracts have it. */
@Injectable()
export class CoverViews {
  constructor(
    private readonly covers: WatchCovers,
    private readonly identity: IdentityService,
    private readonly directory: Directory,
  ) {}

  async of(db: Db, caller: Caller): Promise<WatchCoversView> {
    const rows = await this.covers.open(db);
    const people = await this.identity.people(db, [...new Set(rows.flatMap(({ awayId, coverId }) => [awayId, coverId]))]);
    const clinicians = (await this.directory.clinicians(db)).filter(
      ({ id, isDisabled }) => id !== caller.personId && !isDisabled,
    );
    const able = clinicians.filter(({ role }) => caller.role === 'therapist' || role !== 'therapist');
    return {
      covers: rows.map((row) => toCover(row, (id) => people.get(id)!.displayName)),
      colleagues: able.map(({ id, displayName }) => ({ personId: id, displayName })),
    };
  }
}

const toCover = (
  { id, awayId, coverId, minutes, acceptedAt, beganAt, untilAt }: WatchCoverRow,
  nameOf: (id: string) => string,
): WatchCover => ({
  ...{ watchCoverId: id, awayId, awayName: nameOf(awayId), coverId, coverName: nameOf(coverId), minutes },
  state: beganAt ? 'begun' : acceptedAt ? 'accepted' : 'asked',
  untilAt: untilAt?.toISOString() ?? null,
});
