import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { LotHolders, PatientSupply, SupplyRow } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { SupplyLists } from './supply-lists.js';
import { SupplyReader } from './supply-reader.js';

/** Shows medicine to those who may see it. */
@Injectable()
export class SupplyService {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly reader: SupplyReader,
    private readonly lists: SupplyLists,
    private readonly audit: Audit,
  ) {}

  /** @throws `care.not-found` */
  async read(caller: Caller, patientId: string): Promise<PatientSupply> {
    const ground = await this.care.requireAccess(caller, patientId, 'session');
    const act = { action: 'read-supply', objectType: 'medication-dispense', subjectPersonId: patientId };
    await this.audit.recordRead(caller, act);
    return this.reader.of(this.database.read, patientId, ground === 'self');
  }

  /** Of the patients in the caller's care: what is under way, at home, or waits for a look. */
  async list(caller: Caller): Promise<SupplyRow[]> {
    const rows = await this.lists.underWay(this.database.read, await this.ownPatients(caller));
    const act = { action: 'list-supply', objectType: 'medication-dispense' };
    await this.audit.recordList(
      caller,
      act,
      rows.map(({ patientId }) => patientId),
    );
    return rows;
  }

  /** Who got medicine of a lot: those in the caller's care by name, of the others how many. */
  async findLot(caller: Caller, lot: string): Promise<LotHolders[]> {
    const found = await this.lists.holders(this.database.read, lot, await this.ownPatients(caller));
    const seen = found.flatMap(({ mine }) => mine.map(({ patientId }) => patientId));
    await this.audit.recordList(caller, { action: 'find-lot', objectType: 'medication-dispense' }, seen);
    return found;
  }

  private async ownPatients(caller: Caller): Promise<readonly string[]> {
    const patients = await this.care.patientsOf(caller, 'dose');
    return patients === 'all' ? [] : patients;
  }
}
