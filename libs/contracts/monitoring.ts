import { z } from 'zod';

import { endpoint } from './endpoint.js';

const Pressure = z.object({
  at: z.iso.datetime(),
  systolicMmHg: z.int(),
  diastolicMmHg: z.int(),
  spo2Pct: z.int().nullable(),
});
/** What the session itself knows, as it was at the discharge. */
export const MonitoringFacts = z.object({
  medication: z.string(),
  doseMg: z.number(),
  lot: z.string().nullable(),
  givenAt: z.iso.datetime(),
  dischargedAt: z.iso.datetime(),
  watchedMin: z.int().describe('Minutes from the dose to the discharge.'),
  before: Pressure.nullable(),
  at40Min: Pressure.nullable().describe('The reading nearest to 40 minutes after the dose.'),
  atEnd: Pressure.nullable(),
});
export type MonitoringFacts = z.infer<typeof MonitoringFacts>;

const Course = z.enum(['none', 'resolved-within-2-h', 'resolved-later']);
/** What a person has to say. Questions follow the patient monitoring form of the Spravato REMS. */
export const MonitoringAnswers = z.strictObject({
  benzodiazepine: z.boolean(),
  otherSedative: z.boolean(),
  stimulant: z.boolean(),
  maoi: z.boolean(),
  sedation: Course,
  dissociation: Course,
  pressureRose: z.boolean(),
  seriousEvent: z.string().trim().max(2_000).describe('Empty: there was none.'),
  reference: z.string().trim().min(1).max(80).describe('Under which the programme has taken it.'),
});
export type MonitoringAnswers = z.infer<typeof MonitoringAnswers>;

export const MonitoringRow = z.object({
  formId: z.uuid(),
  patientId: z.uuid(),
  patientName: z.string(),
  sessionId: z.uuid(),
  dischargedAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  isOverdue: z.boolean(),
  doneAt: z.iso.datetime().nullable(),
});
export type MonitoringRow = z.infer<typeof MonitoringRow>;
export const MonitoringForm = MonitoringRow.extend({
  facts: MonitoringFacts,
  answers: MonitoringAnswers.nullable(),
  doneByName: z.string().nullable(),
});
export type MonitoringForm = z.infer<typeof MonitoringForm>;

const OfForm = z.strictObject({ formId: z.uuid() });

export const listMonitoringForms = endpoint({
  method: 'GET',
  path: '/v1/monitoring-forms',
  summary: 'Forms of the patients in the caller’s care: those that are still to be sent, and those of the last thirty days.',
  reply: z.object({ forms: z.array(MonitoringRow).readonly() }),
});

export const readMonitoringForm = endpoint({
  method: 'GET',
  path: '/v1/monitoring-forms/:formId',
  summary: 'One form with what the session knows already.',
  params: OfForm,
  reply: MonitoringForm,
  problems: ['monitoring.no-form'],
});

export const finishMonitoringForm = endpoint({
  method: 'POST',
  path: '/v1/monitoring-forms/:formId',
  summary: 'A person has sent the form to the programme, and says what stood in it. Hearth sends nothing.',
  params: OfForm,
  body: MonitoringAnswers,
  reply: MonitoringForm,
  problems: ['monitoring.no-form', 'monitoring.done'],
});
