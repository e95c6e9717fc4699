import { Injectable } from '@nestjs/common';

import { Problem } from '#kernel';
import { Clock, type Tx } from '#platform';
import { AppointmentTypesService, type PartyTime, SchedulingService } from '#scheduling';
import type { CaseRow } from './case.repository.js';
import { Clinicians } from './clinicians.js';
import { screeningProblems } from './problems.js';

type CalledOff = Parameters<SchedulingService['cancel']>[2];

/** The booked screening call of a case, as an appointment like any other: reminders, calendar, and nobody's time twice. */
@Injectable()
export class ScreeningAppointments {
  constructor(
    private readonly scheduling: SchedulingService,
    private readonly types: AppointmentTypesService,
    private readonly clinicians: Clinicians,
    private readonly clock: Clock,
  ) {}

  /** Books it, in place of the one before. @throws `screening.starts-in-past`, `scheduling.slot-taken` */
  async book(tx: Tx, { patientId, ownerId, appointmentId }: CaseRow, startsAt: Date): Promise<string> {
    if (startsAt <= (await this.clock.now(tx))) throw screeningProblems.startsInPast();
    await this.callOff(tx, appointmentId, 'cancelled_clinic');
    const { lengthMin } = await this.types.find(tx, 'screening');
    const { role } = (await this.clinicians.named(tx, [ownerId]))(ownerId);
    const whole = { fromMin: 0, toMin: lengthMin, time: 'whole' } as const;
    const parties: PartyTime[] = [
      { personId: patientId, part: 'patient', ...whole },
      { personId: ownerId, part: role === 'therapist' ? 'therapist' : 'prescriber', ...whole },
    ];
    const patientZone = await this.clinicians.zoneOf(tx, patientId);
    return this.scheduling.book(tx, {
      kind: 'screening',
      patientId,
      patientZone,
      startsAt,
      lengthMin,
      parties,
      bookedBy: ownerId,
    });
  }

  /** What is booked with the owner before is booked with the new one; a call that goes on, goes on. @throws `screening.call-collides` */
  async takeOver(tx: Tx, held: CaseRow, ownerId: string): Promise<string | null> {
    const { appointmentId, state } = held;
    if (!appointmentId || state !== 'screening_booked') return appointmentId;
    const startsAt = await this.scheduling.startOf(tx, appointmentId);
    if (startsAt <= (await this.clock.now(tx))) return appointmentId;
    try {
      return await this.book(tx, { ...held, ownerId }, startsAt);
    } catch (error) {
      const isTaken = error instanceof Problem && error.code === 'scheduling.slot-taken';
      throw isTaken ? screeningProblems.callCollides({}, { cause: error }) : error;
    }
  }

  async notHeld(tx: Tx, { appointmentId }: CaseRow, who: 'patient' | 'clinician'): Promise<void> {
    if (!appointmentId) return;
    const isAhead = (await this.scheduling.startOf(tx, appointmentId)) > (await this.clock.now(tx));
    const missed = who === 'patient' ? 'no_show_patient' : 'no_show_clinician';
    await this.callOff(tx, appointmentId, isAhead ? 'cancelled_clinic' : missed);
  }

  /** What somebody has called off meanwhile needs no more of it. */
  private async callOff(tx: Tx, id: string | null, state: CalledOff): Promise<void> {
    const isBooked = id !== null && (await this.scheduling.findMany(tx, [id])).get(id)?.state === 'booked';
    if (isBooked) await this.scheduling.cancel(tx, id, state);
  }

  async held(tx: Tx, { appointmentId }: CaseRow): Promise<void> {
    if (appointmentId) await this.scheduling.complete(tx, appointmentId);
  }
}
