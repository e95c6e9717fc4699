import { Injectable } from '@nestjs/common';

import type { ScreeningCase } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { CaseRepository } from './case.repository.js';
import { CaseDoor } from './case-door.js';
import { CaseReader } from './case-reader.js';
import { screeningProblems } from './problems.js';

/** One screening, for those who care for the patient. */
@Injectable()
export class ScreeningsService {
  constructor(
    private readonly database: Database,
    private readonly door: CaseDoor,
    private readonly cases: CaseRepository,
    private readonly reader: CaseReader,
  ) {}

  /** @throws `care.not-found`, `screening.no-case` */
  async read(caller: Caller, patientId: string): Promise<ScreeningCase> {
    await this.door.read(caller, patientId, 'read-screening');
    const found = await this.cases.findOf(this.database.read, patientId);
    if (!found) throw screeningProblems.noCase();
    return this.reader.read(this.database.read, found, caller);
  }
}
