import { Injectable } from '@nestjs/common';

import { AlertsService, ClinicLadder } from '#alerts';
import { Outbox, type Tx } from '#platform';
import { FormRepository } from './form.repository.js';
import { formKey } from './messages.js';

/** A form is paperwork: nobody is in danger, and somebody has to do it. */
const [REMINDER_LEVEL, OVERDUE_LEVEL] = [1, 2] as const;

/** Who hears of a form that nobody has sent: a row on the list two days before it is due, and calls when it is late. */
@Injectable()
export class FormNotices {
  constructor(
    private readonly forms: FormRepository,
    private readonly alerts: AlertsService,
    private readonly ladder: ClinicLadder,
    private readonly outbox: Outbox,
  ) {}

  async remind(tx: Tx, formId: string): Promise<void> {
    const form = await this.forms.hold(tx, formId);
    if (!form || form.doneAt) return;
    const { patientId } = form;
    await this.alerts.raise(tx, { kind: 'monitoring-due', level: REMINDER_LEVEL, subjectId: formId, patientId });
  }

  async overdue(tx: Tx, formId: string): Promise<void> {
    const form = await this.forms.hold(tx, formId);
    if (!form || form.doneAt) return;
    const alert = { kind: 'monitoring-overdue', level: OVERDUE_LEVEL, subjectId: formId, patientId: form.patientId } as const;
    await this.ladder.raise(tx, alert, 'same-day');
  }

  /** It is sent: nobody is told or called any more. */
  async settle(tx: Tx, formId: string): Promise<void> {
    for (const what of ['reminder', 'overdue']) await this.outbox.void(tx, `${formKey(formId)}:${what}`);
    await this.ladder.settle(tx, 'monitoring-due', formId);
    await this.ladder.settle(tx, 'monitoring-overdue', formId);
  }
}
