import { Injectable } from '@nestjs/common';

import type { Reader } from '#platform';
import type { ClinicianRegister, PatientNeed } from './domain/register.js';

type Authority = Pick<ClinicianRegister, 'prescribing' | 'controlledSubstances' | 'collaborations' | 'collaboratesIn'>;
const NOT_KEPT: Authority = {
  ...({ prescribing: 'not-kept', controlledSubstances: 'not-kept', collaborations: 'not-kept', collaboratesIn: [] } as const),
};

/** What prescribers may prescribe where, and by which law from afar: the one place at which these registers are read for pairing. */
@Injectable()
export class AuthorityRegisters {
  /** Of each of these people. */
  async authorityOf(_on: Reader, personIds: readonly string[]): Promise<Map<string, Authority>> {
    return new Map(personIds.map((id) => [id, NOT_KEPT]));
  }

  /** Why somebody may prescribe for these patients from afar. */
  async legalBasesOf(_on: Reader, patientIds: readonly string[]): Promise<Map<string, PatientNeed['legalBases']>> {
    return new Map(patientIds.map((id) => [id, 'not-kept']));
  }
}
