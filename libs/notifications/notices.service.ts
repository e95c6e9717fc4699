import { Injectable } from '@nestjs/common';

import type { Tx } from '#platform';
import { type ReminderKind, reminderKey, SchedulingService } from '#scheduling';
import { ChaperoneLinkService } from '#sessions';
import { DispatchService } from './dispatch.service.js';

type Heard = Readonly<{ patientIds: string[]; chaperoneIds: string[] }>;

/** Decides who hears of an appointment. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly dispatch: DispatchService,
    private readonly scheduling: SchedulingService,
    private readonly links: ChaperoneLinkService,
  ) {}

  async booked(tx: Tx, appointmentId: string): Promise<void> {
    const { patientIds, chaperoneIds } = await this.people(tx, appointmentId);
    const notice = { cause: `booked:${appointmentId}`, subjectId: appointmentId } as const;
    await this.dispatch.tell(tx, { ...notice, template: 'booked', channel: 'email' }, patientIds);
    await this.dispatch.tell(tx, { ...notice, template: 'companion', channel: 'sms' }, chaperoneIds);
  }

  /** Each move is told once; one that was moved again meanwhile says where it stands now. */
  async moved(tx: Tx, appointmentId: string, version: number): Promise<void> {
    const { patientIds, chaperoneIds } = await this.people(tx, appointmentId);
    const notice = { cause: `moved:${appointmentId}:${version}`, subjectId: appointmentId } as const;
    await this.dispatch.tell(tx, { ...notice, template: 'moved', channel: 'email' }, patientIds);
    await this.dispatch.tell(tx, { ...notice, template: 'companion', channel: 'sms' }, chaperoneIds);
  }

  async cancelled(tx: Tx, appointmentId: string): Promise<void> {
    const { patientIds, chaperoneIds } = await this.people(tx, appointmentId);
    const notice = { cause: `cancelled:${appointmentId}`, subjectId: appointmentId, template: 'cancelled' } as const;
    await this.dispatch.tell(tx, { ...notice, channel: 'email' }, patientIds);
    await this.dispatch.tell(tx, { ...notice, channel: 'sms' }, chaperoneIds);
  }

  /** Until they are sent, cancelling the appointment takes them back with its reminders. */
  async remind(tx: Tx, appointmentId: string, kind: ReminderKind): Promise<void> {
    const { patientIds, chaperoneIds } = await this.people(tx, appointmentId);
    const key = reminderKey(appointmentId, kind);
    const notice = { cause: key, subjectId: appointmentId } as const;
    await this.dispatch.tell(tx, { ...notice, template: 'reminder', channel: 'email' }, patientIds, key);
    await this.dispatch.tell(tx, { ...notice, template: 'companion', channel: 'sms' }, chaperoneIds, key);
  }

  /** The chaperone only of a dosing session: a visit needs none. */
  private async people(tx: Tx, appointmentId: string): Promise<Heard> {
    const appointment = (await this.scheduling.findMany(tx, [appointmentId])).get(appointmentId);
    const ofPart = (wanted: 'patient' | 'chaperone') =>
      appointment?.parties.flatMap(({ part, personId }) => (part === wanted ? [personId] : [])) ?? [];
    const isSession = (await this.links.sessionOf(tx, appointmentId)) !== null;
    return { patientIds: ofPart('patient'), chaperoneIds: isSession ? ofPart('chaperone') : [] };
  }
}
