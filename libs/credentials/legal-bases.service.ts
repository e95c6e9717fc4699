import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { LegalBasis } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Tx } from '#platform';
import { LegalBasisRepository, type NewLegalBasis } from './legal-basis.repository.js';
import { LegalBasisPeople } from './legal-basis-people.js';
import { credentialProblems } from './problems.js';
import { RegisterChanges } from './register-changes.js';

/** Because of what prescribers may prescribe to patients whom they have not examined in person. */
@Injectable()
export class LegalBasesService {
  constructor(
    private readonly database: Database,
    private readonly bases: LegalBasisRepository,
    private readonly people: LegalBasisPeople,
    private readonly changes: RegisterChanges,
    private readonly audit: Audit,
  ) {}

  /** What holds for everybody, and for the patients whose schedule the caller may see. */
  async list(caller: Caller): Promise<LegalBasis[]> {
    const { read } = this.database;
    const rows = await this.bases.findOf(read, await this.people.patientsOf(caller));
    const shown = rows.flatMap(({ patientId }) => patientId ?? []);
    await this.audit.recordList(caller, { action: 'list-legal-bases', objectType: 'legal-basis' }, [...new Set(shown)]);
    return this.people.named(read, rows);
  }

  /**
   * An administrator records any; a prescriber that they have examined a patient of theirs.
   *
   * @returns its id
   * @throws `credentials.basis-refused`, `credentials.days-turned`, `credentials.no-clinician`, `credentials.no-patient`, `care.not-found`
   */
  async record(caller: Caller, basis: NewLegalBasis): Promise<string> {
    return this.database.transact(async (tx) => {
      if (basis.validTo < basis.validFrom) throw credentialProblems.daysTurned();
      if ((basis.kind === 'in-person-exam') !== (basis.citation === null)) throw credentialProblems.basisRefused();
      if (basis.kind === 'in-person-exam' && !basis.about) throw credentialProblems.basisRefused();
      await this.requireMay(tx, caller, basis);
      const id = await this.put(tx, basis, caller.personId);
      await this.audit.record(tx, caller, actOf('record-legal-basis', id, basis.about?.patientId ?? null, basis.kind));
      return id;
    });
  }

  /** For whoever makes a clinic. */
  async put(tx: Tx, basis: NewLegalBasis, recordedBy: string): Promise<string> {
    const id = await this.bases.insert(tx, basis, recordedBy);
    await this.changes.basisRecorded(tx, id, basis.validTo);
    return id;
  }

  /** @throws `credentials.no-basis`, `credentials.ended` */
  async end(caller: Caller, id: string): Promise<void> {
    await this.database.transact(async (tx) => {
      const found = await this.bases.find(tx, id);
      if (!found) throw credentialProblems.noBasis();
      if (!(await this.bases.end(tx, id, caller.personId))) throw credentialProblems.ended();
      await this.changes.basisEnded(tx, id);
      await this.audit.record(tx, caller, actOf('end-legal-basis', id, found.patientId, found.kind));
    });
  }

  private async requireMay(tx: Tx, caller: Caller, { kind, about }: NewLegalBasis): Promise<void> {
    if (caller.role === 'admin') return about ? this.people.requireBoth(tx, about) : undefined;
    if (!about || kind !== 'in-person-exam' || about.prescriberId !== caller.personId) throw credentialProblems.basisRefused();
    await this.people.requireTheirs(tx, caller, about.patientId);
  }
}

const actOf = (action: string, objectId: string, patientId: string | null, reason: string) => ({
  ...{ action, objectType: 'legal-basis', objectId, reason },
  ...(patientId ? { subjectPersonId: patientId } : {}),
});
