import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { FoundPatient } from '#contracts';
import { type Caller, Directory } from '#identity';
import { Database } from '#platform';
import { AgendaRepository } from './agenda.repository.js';

/** So many on one page; who is not on it is found by more of the name. */
const MOST = 50;

/** Finds patients among those whose schedule the caller may see, and tells nothing of any other. */
@Injectable()
export class PatientSearchService {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly care: CareService,
    private readonly agenda: AgendaRepository,
    private readonly audit: Audit,
  ) {}

  /** Every search is recorded, for each patient that it shows; what was typed is not. */
  async search(caller: Caller, text: string): Promise<{ patients: FoundPatient[]; isWhole: boolean }> {
    const { read } = this.database;
    const among = await this.care.patientsOf(caller, 'schedule');
    const rows = await this.directory.findPatients(read, text, { among, limit: MOST + 1 });
    const shown = rows.slice(0, MOST);
    const ids = shown.map(({ id }) => id);
    const next = new Map((await this.agenda.findNext(read, ids)).map(({ patientId, ...one }) => [patientId, one]));
    await this.record(caller, ids);
    const patients = shown.map(({ id, ...person }) => {
      const coming = next.get(id);
      return { patientId: id, ...person, next: coming ? { ...coming, startsAt: coming.startsAt.toISOString() } : null };
    });
    return { patients, isWhole: rows.length <= MOST };
  }

  private async record(caller: Caller, patientIds: readonly string[]): Promise<void> {
    const act = { action: 'search-patients', objectType: 'patient' };
    await this.database.transact((tx) =>
      patientIds.length ? this.audit.recordEach(tx, caller, act, patientIds) : this.audit.record(tx, caller, act),
    );
  }
}
