import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { Caller } from '#identity';
import type { Db, Tx } from '#platform';
import { ChangesService, SchedulingService } from '#scheduling';
import { overdueAt } from './course-booking.js';
import { BOOKING_RULES, visitParties, type Zoned } from './parties.js';
import { TeamReader } from './team.js';
import { type Visit, VisitRepository } from './visit.repository.js';

/** `people`: who meets from now on; the therapist may be one who covers. */
type Moved = Readonly<{
  visit: Visit & Readonly<{ patientId: string }>;
  people: Readonly<{ patient: Zoned; therapist: Zoned }>;
  startsAt: Date;
}>;
/** It still takes place on its day: a visit that is held is worth more than a fee. Source: docs/clinical-defaults.md, "Booking". */
const FREE = { isLate: false, feeCents: 0, feeState: 'none' } as const;

/** Writes what the move of a visit changes: its time, its reminders, and when it counts as missed. */
@Injectable()
export class VisitMover {
  constructor(
    private readonly scheduling: SchedulingService,
    private readonly changes: ChangesService,
    private readonly visits: VisitRepository,
    private readonly team: TeamReader,
    private readonly audit: Audit,
  ) {}

  /** @throws `scheduling.not-booked`, `scheduling.slot-taken` */
  async move(tx: Tx, caller: Caller, { visit, people, startsAt }: Moved): Promise<void> {
    const reason = caller.role === 'patient' ? 'patient-request' : 'clinic';
    const judged = await this.changes.judge(tx, visit.appointmentId, reason);
    const time = { kind: 'integration' as const, startsAt, lengthMin: BOOKING_RULES.visitMin, parties: visitParties(people) };
    await this.scheduling.move(tx, [{ ...time, id: visit.appointmentId, version: judged.version }]);
    await this.visits.postpone(tx, visit.id, overdueAt(startsAt));
    await this.visits.markInTime(tx, visit.id);
    if (people.therapist.id !== visit.therapistId) await this.visits.handOver(tx, visit.id, people.therapist.id);
    const change = { kind: 'moved', reason, by: caller.personId, toAt: startsAt } as const;
    this.changes.note(tx, visit.appointmentId, change, { ...judged, cost: FREE });
    await this.audit.record(tx, caller, { ...this.about('move-visit', visit), reason });
  }

  recordList(caller: Caller, visit: Moved['visit']): Promise<void> {
    return this.audit.recordRead(caller, this.about('list-visit-times', visit));
  }

  clinicZone(on: Db): Promise<string> {
    return this.team.clinicZone(on);
  }

  private about(action: string, { id, patientId }: Moved['visit']) {
    return { action, objectType: 'integration-visit', objectId: id, subjectPersonId: patientId };
  }
}
