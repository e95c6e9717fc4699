import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { LegalBasis } from '#contracts';
import { type Caller, Directory, IdentityService, type PersonCard } from '#identity';
import type { Db, Tx } from '#platform';
import { standingOf } from './domain/covers.js';
import type { About, LegalBasisRow } from './legal-basis.repository.js';
import { LicenceRepository } from './licence.repository.js';
import { credentialProblems } from './problems.js';

/** Of whom a basis in law is, by name. */
@Injectable()
export class LegalBasisPeople {
  constructor(
    private readonly licences: LicenceRepository,
    private readonly identity: IdentityService,
    private readonly directory: Directory,
    private readonly care: CareService,
  ) {}

  async named(db: Db, rows: readonly LegalBasisRow[]): Promise<LegalBasis[]> {
    const ids = rows.flatMap(({ patientId, prescriberId, recordedBy }) =>
      [patientId ?? [], prescriberId ?? [], recordedBy].flat(),
    );
    const people = await this.identity.people(db, [...new Set(ids)]);
    const { today, soonTo } = await this.licences.days(db, (await this.care.settings(db)).zone);
    return rows.map((row) => toBasis(row, people, standingOf(row, today, soonTo)));
  }

  /** Whose schedule somebody may see. */
  patientsOf(caller: Caller): Promise<readonly string[] | 'all'> {
    return this.care.patientsOf(caller, 'schedule');
  }

  /** That somebody may release doses of a patient. @throws `care.not-found` */
  async requireTheirs(tx: Tx, caller: Caller, patientId: string): Promise<void> {
    await this.care.requireAccess(caller, patientId, 'dose', tx);
  }

  /** @throws `credentials.no-clinician`, `credentials.no-patient` */
  async requireBoth(db: Db, { patientId, prescriberId }: About): Promise<void> {
    const clinician = (await this.directory.clinicians(db)).find(({ id }) => id === prescriberId);
    if (!clinician || clinician.role === 'therapist') throw credentialProblems.noClinician();
    if ((await this.identity.people(db, [patientId])).get(patientId)?.role !== 'patient') throw credentialProblems.noPatient();
  }
}

function toBasis(row: LegalBasisRow, people: ReadonlyMap<string, PersonCard>, standing: LegalBasis['standing']): LegalBasis {
  const { id: legalBasisId, kind, citation, patientId, prescriberId, validFrom, validTo, recordedBy, recordedAt } = row;
  const nameOf = (personId: string | null) => (personId && people.get(personId)?.displayName) ?? null;
  return {
    ...{ legalBasisId, kind, citation, patientId, prescriberId, validFrom, validTo, standing },
    ...{ patientName: nameOf(patientId), prescriberName: nameOf(prescriberId), recordedByName: nameOf(recordedBy) },
    recordedAt: recordedAt.toISOString(),
  };
}
