import { z } from 'zod';

import { endpoint } from './endpoint.js';
import { ComparedWith, DraftOf, MadeVersion, publishedVersion, SeenRevision, TextChanges } from './published-versions.js';

export const Medication = z.enum(['ketamine', 'esketamine']);
export type Medication = z.infer<typeof Medication>;
export const Route = z.enum(['sublingual', 'oral', 'intranasal', 'intravenous', 'intramuscular', 'subcutaneous']);
export type Route = z.infer<typeof Route>;

const minutes = z.int().min(0).max(1_440);
const Audience = z.enum(['chaperone', 'on-site', 'therapist', 'prescriber', 'on-call', 'physician', 'admin']);
const Level = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const Ladder = z.strictObject({
  tiers: z
    .array(z.strictObject({ afterMin: minutes, level: Level, calls: z.array(Audience).min(1) }))
    .min(1)
    .max(10),
  repeatMin: z.array(z.int().min(1).max(120)).min(1).max(20),
});
const pressure = z.int().min(40).max(260);
const pulse = z.int().min(30).max(200);
const saturation = z.int().min(70).max(100);

export const GateLimitsJson = z.strictObject({
  ...{ reviewSystolic: pressure, reviewDiastolic: pressure, reviewHeartRate: pulse },
  ...{ holdSystolic: pressure, holdDiastolic: pressure, holdHeartRate: pulse },
  ...{ holdBelowSystolic: pressure, holdBelowHeartRate: pulse, holdBelowSpo2: saturation },
  ...{ vitalsMaxAgeMin: minutes, repeatWaitMin: minutes, maxRepeats: z.int().min(0).max(10) },
});
export type GateLimitsJson = z.infer<typeof GateLimitsJson>;

/** What a session follows, without its name (`SessionPlan` of the session engine). */
export const TemplatePlan = z.strictObject({
  gate: GateLimitsJson,
  onSite: z
    .strictObject({ roles: z.array(z.enum(['therapist', 'prescriber', 'physician'])).min(1) })
    .optional()
    .describe('In the clinic: somebody of one of these roles is with the patient from the gate to the discharge.'),
  today: z
    .strictObject({
      ...{ solidsHours: z.int().min(2).max(12), leastSolidsHours: z.int().min(2).max(12) },
      ...{ liquidsHours: z.int().min(1).max(12), leastLiquidsHours: z.int().min(1).max(12) },
      ...{ alcoholHours: z.int().min(24).max(168), sedativesHours: z.int().min(24).max(168) },
      answersMaxAgeMin: minutes.min(10),
    })
    .optional()
    .describe('What is asked of the day of a dose. Under the least hours nobody may decide otherwise.'),
  releaseValidMin: z.int().min(1).max(240),
  phases: z
    .array(
      z.strictObject({
        phase: z.enum(['onset', 'journey', 'emergence', 'recovery', 'release_check']),
        offsetMin: minutes.min(1),
      }),
    )
    .min(1)
    .max(5),
  checks: z.strictObject({ firstMin: minutes.min(1), everyMin: minutes.min(1), earlyMin: minutes, ladder: Ladder }),
  vitals: z.strictObject({
    offsetsMin: z.array(minutes.min(1)).min(1).max(20),
    earlyMin: minutes,
    ladder: Ladder,
    needsOximeter: z.boolean().optional(),
    untilFallen: z
      .strictObject({ fromMin: minutes, everyMin: minutes.min(5) })
      .optional()
      .describe('Blood pressure that is not back is measured again so often.'),
  }),
  alerts: z.strictObject({ watch: Ladder, clinicianNow: Ladder, urgent: Ladder.optional(), emergency: Ladder }),
  patience: z.strictObject({ alone: Ladder, unsettled: Ladder, undischarged: Ladder }).optional(),
  watch: z.strictObject({ leaseSec: z.int().min(15).max(600), ladder: Ladder }),
  inSession: z.strictObject({
    ...{ riseSystolic: z.int().min(1).max(120), riseDiastolic: z.int().min(1).max(120) },
    ...{ alertSystolic: pressure, alertDiastolic: pressure, emergencySystolic: pressure, emergencyDiastolic: pressure },
    ...{ alertSpo2: saturation, emergencySpo2: saturation },
    ...{ alertHeartRate: pulse.optional(), alertBelowHeartRate: pulse.optional() },
  }),
  discharge: z.strictObject({
    ...{ minMin: minutes.min(30), endVitalsFromMin: minutes, belowSystolic: pressure, belowDiastolic: pressure },
    ...{ withinMmHg: z.int().min(1).max(60), withinPct: z.int().min(1).max(60) },
    fromSpo2: saturation.optional(),
  }),
});
export type TemplatePlan = z.infer<typeof TemplatePlan>;

export const GuardrailsJson = z.strictObject({
  warnStepPct: z.int().min(0).max(100).describe('A larger step from the dose before is warned of.'),
  secondSignerStepPct: z.int().min(0).max(100).describe('A larger one takes a second prescriber.'),
  maxMgPerSession: z.number().positive().max(10_000).nullable().describe('Null: the clinic has set none. A bound, and no dose.'),
  maxSessionsPer30Days: z.int().min(1).max(31),
});
export type GuardrailsJson = z.infer<typeof GuardrailsJson>;

/** All that a template says. It holds no dose, and never will. */
export const TemplateContent = z.strictObject({
  name: z.string().trim().min(3).max(80),
  summary: z.string().trim().min(3).max(600),
  medication: Medication,
  route: Route,
  form: z.enum(['rapid-dissolve-tablet', 'troche', 'capsule', 'nasal-spray', 'infusion', 'injection']),
  setting: z.enum(['home', 'clinic']),
  format: z.enum(['individual', 'group']),
  doseMg: z.null(),
  phases: z
    .array(
      z.strictObject({
        name: z.enum(['induction', 'continuation', 'maintenance']),
        sessions: z.int().min(1).max(60),
        spacingDays: z.int().min(1).max(180),
      }),
    )
    .min(1)
    .max(3),
  courseReviewsAfter: z.array(z.int().min(1).max(60)).max(10).describe('Sessions after which a prescriber looks at the course.'),
  reassessIfGapDays: z.int().min(14).max(365),
  endPointReviewWithinDays: z
    .int()
    .min(7)
    .max(365)
    .describe('The day of the end-point review lies within so many days of the signature.'),
  monitoringForm: z.enum(['rems']).nullable().describe('What is reported after every session.'),
  guardrails: GuardrailsJson,
  plan: TemplatePlan,
  sources: z.record(z.string().max(60), z.string().max(400)).describe('Where the numbers come from, by their path.'),
});
export type TemplateContent = z.infer<typeof TemplateContent>;

export const TemplateVersion = publishedVersion(TemplateContent);
export type TemplateVersion = z.infer<typeof TemplateVersion>;

export const ProtocolTemplate = z.object({
  templateId: z.uuid(),
  code: z.string(),
  versions: z.array(TemplateVersion).describe('The newest first.'),
});
export type ProtocolTemplate = z.infer<typeof ProtocolTemplate>;

export const ProtocolTemplates = z.object({
  templates: z.array(ProtocolTemplate),
  shipped: z
    .array(z.object({ code: z.string(), content: TemplateContent }))
    .describe('What Hearth brings, to begin a draft with.'),
  subcutaneousAtHome: z.object({
    isAllowed: z.boolean(),
    number: z.int(),
    decidedByName: z.string().nullable(),
    decidedAt: z.iso.datetime().nullable(),
    reason: z.string().nullable(),
  }),
});
export type ProtocolTemplates = z.infer<typeof ProtocolTemplates>;

const ofVersion = z.strictObject({ templateVersionId: z.uuid() });

export const listProtocolTemplates = endpoint({
  method: 'GET',
  path: '/v1/protocol-templates',
  summary: 'What this clinic treats by, with every version, and what Hearth brings.',
  reply: ProtocolTemplates,
});

export const draftTemplate = endpoint({
  method: 'POST',
  path: '/v1/protocol-templates',
  summary: 'The medical director begins a draft: of what Hearth brings, or of the newest version of a template.',
  body: DraftOf,
  reply: MadeVersion,
  problems: ['care.not-your-duty', 'protocols.no-template', 'protocols.draft-open'],
});

export const editTemplate = endpoint({
  method: 'POST',
  path: '/v1/protocol-template-versions/:templateVersionId/content',
  summary:
    'Changes a draft. Whoever changes what somebody else has changed meanwhile is told the difference, and changes nothing.',
  params: ofVersion,
  body: SeenRevision.extend({ content: TemplateContent }),
  reply: MadeVersion,
  problems: ['care.not-your-duty', 'protocols.no-template', 'protocols.changed-meanwhile', 'protocols.template-refused'],
});

export const publishTemplate = endpoint({
  method: 'POST',
  path: '/v1/protocol-template-versions/:templateVersionId/publication',
  summary: 'The medical director, freshly signed in again, publishes a draft; the version that was published before retires.',
  params: ofVersion,
  body: SeenRevision,
  reply: MadeVersion,
  problems: [
    ...['care.not-your-duty', 'identity.step-up-needed'],
    ...['protocols.no-template', 'protocols.changed-meanwhile', 'protocols.template-refused'],
  ],
});

export const retireTemplate = endpoint({
  method: 'POST',
  path: '/v1/protocol-template-versions/:templateVersionId/retirement',
  summary: 'No new protocol begins with this version; those that were signed from it stay.',
  params: ofVersion,
  reply: z.null(),
  problems: ['care.not-your-duty', 'identity.step-up-needed', 'protocols.no-template'],
});

export const compareTemplates = endpoint({
  method: 'GET',
  path: '/v1/protocol-template-versions/:templateVersionId/difference',
  summary: 'What stands differently in this version than in another one.',
  params: ofVersion,
  query: ComparedWith,
  reply: TextChanges,
  problems: ['protocols.no-template'],
});

export const allowSubcutaneous = endpoint({
  method: 'POST',
  path: '/v1/protocol-permissions',
  summary:
    'The medical director, freshly signed in again, allows subcutaneous ketamine at home in this clinic, or forbids it again.',
  body: z.strictObject({ basedOn: z.int(), subcutaneousAtHome: z.boolean(), reason: z.string().trim().min(10).max(300) }),
  reply: z.null(),
  problems: ['care.not-your-duty', 'identity.step-up-needed', 'protocols.changed-meanwhile'],
});
