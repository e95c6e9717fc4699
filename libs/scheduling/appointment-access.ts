import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { Caller } from '#identity';
import { Problem } from '#kernel';
import type { Db, Tx } from '#platform';
import { schedulingProblems } from './problems.js';
import { type BookedRow, SingleAppointmentRepository, type SingleRow } from './single-appointment.repository.js';

type Act = 'book' | 'move' | 'cancel' | 'record-outcome' | 'list-appointment-times' | 'read-change-terms';

/** Which appointments somebody may see and change: those of patients for whom they plan, and those in which they have a part. */
@Injectable()
export class AppointmentAccess {
  constructor(
    private readonly appointments: SingleAppointmentRepository,
    private readonly care: CareService,
    private readonly audit: Audit,
  ) {}

  /** @throws `scheduling.not-found` also for one that the caller may not know of */
  async require(on: Db, caller: Caller, id: string): Promise<SingleRow> {
    const row = await this.appointments.find(on, id);
    if (!row) throw schedulingProblems.notFound();
    const hasPart = row.parties.some(({ personId }) => personId === caller.personId);
    if (hasPart && caller.sessionScope === null) return row;
    await this.care.requireAccess(caller, row.patientId, 'rescheduling', on).catch((error: unknown) => {
      throw error instanceof Problem && error.kind === 'not-found' ? schedulingProblems.notFound({}, { cause: error }) : error;
    });
    return row;
  }

  /** The same, kept as it is until this transaction ends. @throws `scheduling.not-found` */
  hold(tx: Tx, caller: Caller, id: string): Promise<SingleRow> {
    this.appointments.hold(tx, id);
    return this.require(tx, caller, id);
  }

  /** One that has not begun. @throws `scheduling.not-found`, `scheduling.not-booked`, `scheduling.begun` */
  async requireAhead(on: Db, caller: Caller, id: string): Promise<SingleRow> {
    return ahead(await this.require(on, caller, id));
  }

  /** The same, kept as it is until this transaction ends. @throws as above */
  async holdAhead(tx: Tx, caller: Caller, id: string): Promise<SingleRow> {
    return ahead(await this.hold(tx, caller, id));
  }

  /** @throws `care.not-found` */
  async requirePatient(caller: Caller, patientId: string, on?: Tx): Promise<void> {
    await this.care.requireAccess(caller, patientId, 'rescheduling', on); // who may do what is for the edge to say
  }

  /** What is booked for the caller's patients or with the caller. */
  async listed(on: Db, caller: Caller): Promise<BookedRow[]> {
    const patientIds = await this.care.patientsOf(caller, 'schedule');
    return this.appointments.findBooked(on, { patientIds, personId: caller.personId });
  }

  record(
    tx: Tx,
    caller: Caller,
    action: Act,
    { id, patientId }: Pick<SingleRow, 'id' | 'patientId'>,
    reason?: string,
  ): Promise<void> {
    const act = { action, objectType: 'appointment', objectId: id, subjectPersonId: patientId };
    return this.audit.record(tx, caller, reason === undefined ? act : { ...act, reason });
  }

  recordRead(caller: Caller, action: Act, { id, patientId }: { id?: string; patientId: string }): Promise<void> {
    const act = { action, objectType: id ? 'appointment' : 'patient', objectId: id ?? patientId, subjectPersonId: patientId };
    return this.audit.recordRead(caller, act);
  }

  recordList(caller: Caller, patientIds: Iterable<string>): Promise<void> {
    return this.audit.recordList(caller, { action: 'list-appointments', objectType: 'appointment' }, patientIds);
  }
}

function ahead(row: SingleRow): SingleRow {
  if (row.state !== 'booked') throw schedulingProblems.notBooked();
  if (row.hasBegun) throw schedulingProblems.begun();
  return row;
}
