import { Injectable } from '@nestjs/common';

import type { SettingsVersion } from '#contracts';
import { type Caller, Directory, IdentityService } from '#identity';
import { Database } from '#platform';
import { careProblems } from './problems.js';
import type { Version } from './settings.repository.js';

/** Who changed settings, and who may sign limits. */
@Injectable()
export class SettingsPeople {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityService,
    private readonly directory: Directory,
  ) {}

  /** @throws `care.not-your-duty` */
  async requireDirector(caller: Caller): Promise<void> {
    const duties = await this.directory.duties(this.database.read, caller.personId);
    if (!duties.has('medical-director')) throw careProblems.notYourDuty();
  }

  async named(versions: readonly Version[]): Promise<SettingsVersion[]> {
    const ids = versions.flatMap(({ changedBy }) => changedBy ?? []);
    const cards = await this.identity.people(this.database.read, [...new Set(ids)]);
    return versions.map(({ changedAt, changedBy, ...version }) => ({
      ...version,
      changedAt: changedAt.toISOString(),
      changedByName: (changedBy && cards.get(changedBy)?.displayName) ?? null,
    }));
  }
}
