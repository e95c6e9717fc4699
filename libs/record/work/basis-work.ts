import { Injectable } from '@nestjs/common';

import type { LegalBasis, WorkItem } from '#contracts';
import { LegalBasesService } from '#credentials';
import type { Caller } from '#identity';
import { plainWork, type WorkSource } from './work-source.js';

/** Bases in law that end soon, on which the caller prescribes to a patient of theirs; one that another goes on from is none. */
@Injectable()
export class BasisWork implements WorkSource {
  constructor(private readonly bases: LegalBasesService) {}

  async items(caller: Caller): Promise<WorkItem[]> {
    if (caller.role === 'therapist') return [];
    const own = (await this.bases.list(caller)).filter(({ prescriberId }) => prescriberId === caller.personId);
    return own
      .filter((basis) => basis.standing === 'ends-soon' && !own.some((other) => goesOnFrom(other, basis)))
      .map(({ legalBasisId, patientId, patientName, validTo, kind }) => ({
        ...{ kind: 'basis-ending', subjectId: legalBasisId, patientId, patientName, code: kind, ...plainWork },
        at: `${validTo}T00:00:00.000Z`,
      }));
  }
}

const goesOnFrom = (other: LegalBasis, { patientId, validTo }: LegalBasis): boolean =>
  other.patientId === patientId && other.standing !== 'ended' && other.validTo > validTo;
