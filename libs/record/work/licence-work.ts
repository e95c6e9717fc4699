import { Injectable } from '@nestjs/common';

import type { WorkItem } from '#contracts';
import { LicencesService } from '#credentials';
import type { Caller } from '#identity';
import { plainWork, type WorkSource } from './work-source.js';

/** The caller's own licences that end soon. */
@Injectable()
export class LicenceWork implements WorkSource {
  constructor(private readonly licences: LicencesService) {}

  async items(caller: Caller): Promise<WorkItem[]> {
    const people = await this.licences.list(caller);
    return people
      .filter(({ personId }) => personId === caller.personId)
      .flatMap(({ licences }) => licences)
      .filter(({ standing }) => standing === 'ends-soon')
      .map(({ licenceId, jurisdiction, validTo }) => ({
        ...{ kind: 'licence-ending', subjectId: licenceId, patientId: null, patientName: null, code: jurisdiction, ...plainWork },
        at: `${validTo}T00:00:00.000Z`,
      }));
  }
}
