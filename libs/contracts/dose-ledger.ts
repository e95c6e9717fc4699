import { z } from 'zod';

import { CoursePause } from './course-reviews.js';
import { endpoint } from './endpoint.js';

const Minutes = z.int().describe('Minutes since the dose; negative before it.');
const VisitState = z.enum(['booked', 'done', 'missed', 'late_done', 'cancelled']);

const Reading = z.object({
  seq: z.int(),
  at: z.iso.datetime(),
  sinceDoseMin: Minutes,
  systolicMmHg: z.number(),
  diastolicMmHg: z.number(),
  heartRateBpm: z.number(),
  spo2Pct: z.number().nullable(),
  hasSymptoms: z.boolean(),
});

const Check = z.object({
  number: z.int(),
  sinceDoseMin: Minutes,
  breathing: z.enum(['normal', 'slow-or-strange']),
  response: z.enum(['normal', 'slow', 'only-loud', 'only-shaken', 'none']),
  isUpset: z.boolean(),
  isVomiting: z.boolean(),
});

const Alert = z.object({
  alertId: z.string(),
  kind: z.string(),
  level: z.int().describe('The highest that it reached.'),
  sinceDoseMin: Minutes,
});

export const Exposure = z.object({
  totalMg: z.number(),
  mgIn30Days: z.number(),
  mgIn90Days: z.number(),
  sessionsIn30Days: z.int(),
});
export type Exposure = z.infer<typeof Exposure>;

const OutcomeForm = z.enum(['phq-9', 'gad-7', 'pcl-5']);
export const OutcomePoint = z.object({ form: OutcomeForm, value: z.number(), at: z.iso.datetime() });
export type OutcomePoint = z.infer<typeof OutcomePoint>;

export const LedgerDose = z.object({
  doseLineId: z.uuid(),
  sessionId: z.uuid().nullable(),
  number: z.int(),
  doseMg: z.number(),
  stepPct: z.number().nullable().describe('Against the dose before it, percent.'),
  takenAt: z.iso.datetime(),
  daysSinceLast: z.int().nullable(),
  absorbed: z
    .object({ route: z.string(), lowMg: z.number(), meanMg: z.number(), highMg: z.number(), source: z.string() })
    .nullable()
    .describe('Arithmetic with a published range, for clinicians; no suggestion of anything.'),
  alertSystolicMmHg: z.number().nullable(),
  readings: z.array(Reading),
  checks: z.array(Check),
  alerts: z.array(Alert),
  holds: z.array(z.string()).describe('Why the gate did not pass at first for vitals.'),
  outcomes: z.array(z.object({ form: OutcomeForm, value: z.number(), change: z.number().nullable() })),
  visit: VisitState.nullable(),
  exposure: Exposure,
});
export type LedgerDose = z.infer<typeof LedgerDose>;

export const DoseLedger = z.object({
  patientId: z.uuid(),
  patientName: z.string(),
  doses: z.array(LedgerDose).describe('In the order of time.'),
  held: z.array(
    z.object({
      sessionId: z.uuid(),
      number: z.int(),
      startsAt: z.iso.datetime(),
      holds: z.array(z.object({ item: z.string(), reason: z.string() })),
    }),
  ),
  outcomes: z.array(OutcomePoint),
  exposure: Exposure.describe('Up to now.'),
  lastTakenAt: z.iso.datetime().nullable(),
  pauses: z.array(CoursePause).describe('The newest first.'),
});
export type DoseLedger = z.infer<typeof DoseLedger>;

export const readDoseLedger = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/dose-ledger',
  summary:
    'Every dose that a patient took, with what came before and after it, exposure, outcomes and why the course was paused.',
  params: z.strictObject({ patientId: z.uuid() }),
  reply: DoseLedger,
  problems: ['care.not-found'],
});
