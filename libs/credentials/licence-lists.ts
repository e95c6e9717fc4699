import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { Licence, LicensedPerson } from '#contracts';
import { Directory, IdentityService } from '#identity';
import type { Db } from '#platform';
import { standingOf } from './domain/covers.js';
import { type Days, LicenceRepository, type LicenceRow } from './licence.repository.js';

type Shown = Readonly<{ row: LicenceRow; number: string | null; checkedByName: string | null }>;

/** Who treats patients here, with their licences. */
@Injectable()
export class LicenceLists {
  constructor(
    private readonly licences: LicenceRepository,
    private readonly directory: Directory,
    private readonly identity: IdentityService,
    private readonly care: CareService,
  ) {}

  async of(db: Db, whose: string): Promise<LicensedPerson[]> {
    const staff = (await this.directory.clinicians(db)).filter(({ id }) => whose === 'all' || id === whose);
    const { zone } = await this.care.settings(db);
    const [rows, days] = [await this.licences.findOf(db, staff.map(({ id }) => id)), await this.licences.days(db, zone)];
    const people = await this.identity.people(db, [...new Set(rows.map(({ checkedBy }) => checkedBy))]);
    const shown = await Promise.all(
      rows.map(async (row) => ({
        ...{ row, number: await this.licences.numberOf(db, row) },
        checkedByName: people.get(row.checkedBy)?.displayName ?? null,
      })),
    );
    return staff.map(({ id: personId, displayName, role, profession, isDisabled }) => ({
      ...{ personId, displayName, role, profession, isDisabled },
      licences: shown.filter(({ row }) => row.personId === personId).map((one) => toLicence(one, days)),
    }));
  }

  async isClinician(db: Db, personId: string): Promise<boolean> {
    return (await this.directory.clinicians(db)).some(({ id }) => id === personId);
  }

  async isOver(db: Db, lastDay: string): Promise<boolean> {
    const { zone } = await this.care.settings(db);
    return lastDay < (await this.licences.days(db, zone)).today;
  }
}

function toLicence({ row, number, checkedByName }: Shown, { today, soonTo }: Days): Licence {
  const { id: licenceId, jurisdiction, kind, validFrom, validTo, endReason } = row;
  return {
    ...{ licenceId, jurisdiction, kind, number, validFrom, validTo, checkedByName, endReason },
    standing: standingOf(row, today, soonTo),
    checkedAt: row.checkedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}
