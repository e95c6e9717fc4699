import { Injectable } from '@nestjs/common';

import { GateAnswers } from '#assessments';
import type { Tx } from '#platform';
import { type ReminderKind, reminderKey, remindersOf, SchedulingService } from '#scheduling';
import { DispatchService } from './dispatch.service.js';

/** With which reminders of a dosing session its questions are asked: in time for a clinician to read the answers. Source: docs/clinical-defaults.md, "Questionnaires", A12. */
const ASKS: ReadonlySet<ReminderKind> = new Set(['t-72h', 't-24h', 't-4h']);

/** Asks for the questions without whose recent answers no dose is released. */
@Injectable()
export class QuestionNotices {
  constructor(
    private readonly dispatch: DispatchService,
    private readonly scheduling: SchedulingService,
    private readonly answers: GateAnswers,
  ) {}

  /**
   * Asks only whom the gate would hold: whose answers would be too old when the session begins. Outside quiet hours, and until they are
   * sent, cancelling the appointment takes them back with its reminders.
   */
  async remind(tx: Tx, appointmentId: string, kind: ReminderKind): Promise<void> {
    const appointment = (await this.scheduling.findMany(tx, [appointmentId])).get(appointmentId);
    if (!ASKS.has(kind) || appointment?.kind !== 'dosing' || appointment.state !== 'booked') return;
    const [startsAt, endsAt] = [Date.parse(appointment.startsAt), Date.parse(appointment.endsAt)];
    const timing = remindersOf(appointment.kind, { startsAt, endsAt }).find((reminder) => reminder.kind === kind);
    const patientIds = appointment.parties.flatMap(({ part, personId }) => (part === 'patient' ? [personId] : []));
    for (const patientId of timing ? patientIds : []) {
      const { answeredAt, maxAgeMs } = await this.answers.item9(tx, patientId);
      if (answeredAt !== null && startsAt - answeredAt <= maxAgeMs) continue;
      const cause = `${reminderKey(appointmentId)}:questions-${kind}:${startsAt / 1_000}`;
      const notice = { cause, subjectId: appointmentId, template: 'questions', channel: 'email' } as const;
      await this.dispatch.tell(tx, notice, [patientId], timing);
    }
  }
}
