import { Injectable } from '@nestjs/common';

import type { MonitoringFacts } from '#contracts';
import { MINUTE } from '#kernel';
import { Outbox, type Tx } from '#platform';
import { formDates, type Reading, threeReadings } from './domain/form.js';
import { FormRepository } from './form.repository.js';
import { formKey, formOverdue, formReminder } from './messages.js';

/** What a session knows at its discharge. Instants in epoch ms. */
export type SessionFacts = Readonly<{
  sessionId: string;
  patientId: string;
  program: 'rems';
  medication: string;
  doseMg: number;
  lot: string | null;
  givenAt: number;
  dischargedAt: number;
  readings: readonly Reading[];
}>;

/** Opens the form of a session in the transaction of its discharge, with the reminder and the alarm that it is due to. */
@Injectable()
export class FormOpening {
  constructor(
    private readonly forms: FormRepository,
    private readonly outbox: Outbox,
  ) {}

  async open(tx: Tx, { sessionId, patientId, program, ...known }: SessionFacts): Promise<void> {
    const { remindAt, dueAt } = formDates(known.dischargedAt);
    const dates = { dischargedAt: new Date(known.dischargedAt), dueAt: new Date(dueAt) };
    const formId = await this.forms.insert(tx, { sessionId, patientId, program, facts: factsOf(known), ...dates });
    await this.outbox.append(tx, formReminder, { formId }, { dueAt: new Date(remindAt), key: `${formKey(formId)}:reminder` });
    await this.outbox.append(tx, formOverdue, { formId }, { dueAt: dates.dueAt, key: `${formKey(formId)}:overdue` });
  }
}

const iso = (at: number): string => new Date(at).toISOString();
const pressure = (reading: Reading | null) =>
  reading && {
    at: iso(reading.happenedAt),
    ...{ systolicMmHg: reading.systolicMmHg, diastolicMmHg: reading.diastolicMmHg, spo2Pct: reading.spo2Pct ?? null },
  };

function factsOf({ readings, ...known }: Omit<SessionFacts, 'sessionId' | 'patientId' | 'program'>): MonitoringFacts {
  const { before, at40Min, atEnd } = threeReadings(readings, known);
  const { medication, doseMg, lot, givenAt, dischargedAt } = known;
  return {
    ...{ medication, doseMg, lot, givenAt: iso(givenAt), dischargedAt: iso(dischargedAt) },
    watchedMin: Math.floor((dischargedAt - givenAt) / MINUTE),
    ...{ before: pressure(before), at40Min: pressure(at40Min), atEnd: pressure(atEnd) },
  };
}
