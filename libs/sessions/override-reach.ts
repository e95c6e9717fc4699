import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import { type Caller, Directory } from '#identity';
import type { Db } from '#platform';

/** Whose overrides somebody sees: those of their own patients, and all of them as the medical director. */
@Injectable()
export class OverrideReach {
  constructor(
    private readonly care: CareService,
    private readonly directory: Directory,
  ) {}

  async whose(db: Db, caller: Caller): Promise<'all' | Iterable<string>> {
    const isDirector = (await this.directory.duties(db, caller.personId)).has('medical-director');
    return isDirector ? 'all' : this.care.patientsOf(caller, 'chart');
  }
}
