import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService, type Scope } from '#care';
import type { Caller } from '#identity';
import type { Tx } from '#platform';
import { SchedulingService } from '#scheduling';
import type { Shelf } from './note.repository.js';
import { NoteErrorRepository } from './note-error.repository.js';
import { recordProblems } from './problems.js';

const TYPES = { chart: 'clinical-note', apart: 'psychotherapy-note' } as const;
const READ: Readonly<Record<Shelf, Scope>> = { chart: 'chart', apart: 'psychotherapy-notes' };
const WRITE: Readonly<Record<Shelf, Scope>> = { chart: 'chart-write', apart: 'psychotherapy-notes' };

/** Lets clinicians to the notes of a patient, and leaves a row of it. */
@Injectable()
export class NoteDoor {
  constructor(
    private readonly care: CareService,
    private readonly scheduling: SchedulingService,
    private readonly audit: Audit,
    private readonly errors: NoteErrorRepository,
  ) {}

  /** @throws `care.not-found` */
  async read(caller: Caller, patientId: string, shelf: Shelf): Promise<void> {
    await this.care.requireAccess(caller, patientId, READ[shelf]);
    await this.audit.recordRead(caller, { action: 'read-notes', objectType: TYPES[shelf], subjectPersonId: patientId });
  }

  /** @throws `care.not-found`, `record.note-in-error` */
  async write(
    tx: Tx,
    caller: Caller,
    patientId: string,
    act: Readonly<{ shelf: Shelf; id: string; action: string }>,
  ): Promise<void> {
    await this.care.requireAccess(caller, patientId, WRITE[act.shelf], tx);
    if (act.shelf === 'chart' && (await this.errors.isMarked(tx, act.id))) throw recordProblems.noteInError();
    const about = { action: act.action, objectType: TYPES[act.shelf], objectId: act.id, subjectPersonId: patientId };
    await this.audit.record(tx, caller, about);
  }

  /** @throws `record.no-appointment` for one of another patient, and one that does not exist */
  async requireAppointment(tx: Tx, patientId: string, appointmentId: string | null): Promise<void> {
    if (appointmentId === null) return;
    const [found] = await this.scheduling.rowsOf(tx, [appointmentId]);
    if (found?.patientId !== patientId) throw recordProblems.noAppointment();
  }
}
