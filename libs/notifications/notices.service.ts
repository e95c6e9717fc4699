import { Injectable } from '@nestjs/common';

import { type Message, Outbox, type Tx } from '#platform';
import { type ReminderKind, SchedulingService } from '#scheduling';
import { ChaperoneLinkService } from '#sessions';
import { type Due, messageDue } from './messages.js';

type Part = 'patient' | 'chaperone' | 'therapist' | 'prescriber';

/** Decides who hears of an appointment; each message is an outbox row of its own, so that one that fails holds up no other. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly outbox: Outbox,
    private readonly scheduling: SchedulingService,
    private readonly links: ChaperoneLinkService,
  ) {}

  async booked(tx: Tx, appointmentId: string): Promise<void> {
    await this.toPatient(tx, appointmentId, { template: 'booked', cause: `booked:${appointmentId}` });
    await this.toCompanion(tx, appointmentId, `booked:${appointmentId}`);
  }

  async cancelled(tx: Tx, appointmentId: string): Promise<void> {
    const cause = `cancelled:${appointmentId}`;
    await this.toPatient(tx, appointmentId, { template: 'cancelled', cause });
    await this.send(
      tx,
      { template: 'cancelled', cause, subjectId: appointmentId, channel: 'sms' },
      await this.ofPart(tx, appointmentId, 'chaperone'),
    );
  }

  async remind(tx: Tx, appointmentId: string, kind: ReminderKind): Promise<void> {
    const cause = `reminder:${appointmentId}:${kind}`;
    await this.toPatient(tx, appointmentId, { template: 'reminder', kind, cause });
    await this.toCompanion(tx, appointmentId, cause);
  }

  /** @param number which of the nudges after a missed visit */
  async nudge(tx: Tx, patientId: string, appointmentId: string, number: number): Promise<void> {
    const cause = `nudge:${appointmentId}:${number}`;
    await this.send(tx, { template: 'nudge', cause, subjectId: appointmentId, channel: 'email' }, [patientId]);
  }

  /** Tells staff that there is an alert of the clinic. */
  async tellStaff(tx: Tx, personIds: readonly string[], cause: string, subjectId: string): Promise<void> {
    await this.send(tx, { template: 'clinicAlert', cause, subjectId, channel: 'email' }, personIds);
  }

  /** One row a recipient. */
  async send(
    tx: Tx,
    due: Omit<Due, 'recipientId'>,
    recipientIds: readonly string[],
    how: Message<typeof messageDue.schema> = messageDue,
  ): Promise<void> {
    for (const recipientId of recipientIds) await this.outbox.append(tx, how, { ...due, recipientId });
  }

  private async toPatient(tx: Tx, appointmentId: string, due: Pick<Due, 'template' | 'cause' | 'kind'>): Promise<void> {
    await this.send(tx, { ...due, subjectId: appointmentId, channel: 'email' }, await this.ofPart(tx, appointmentId, 'patient'));
  }

  private async toCompanion(tx: Tx, appointmentId: string, cause: string): Promise<void> {
    if (!(await this.links.sessionOf(tx, appointmentId))) return;
    const due = { template: 'companion', cause, subjectId: appointmentId, channel: 'sms' } as const;
    await this.send(tx, due, await this.ofPart(tx, appointmentId, 'chaperone'));
  }

  private async ofPart(tx: Tx, appointmentId: string, wanted: Part): Promise<string[]> {
    const appointment = (await this.scheduling.findMany(tx, [appointmentId])).get(appointmentId);
    return appointment?.parties.flatMap(({ part, personId }) => (part === wanted ? [personId] : [])) ?? [];
  }
}
