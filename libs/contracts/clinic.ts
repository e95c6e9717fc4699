import { z } from 'zod';

import { endpoint } from './endpoint.js';

const Phone = z.string().trim().min(2).max(40);
const Zone = z.string().min(1).max(64).describe('IANA time zone.');

export const Site = z.strictObject({ name: z.string().trim().min(1).max(80), zone: Zone, phone: Phone });
export type Site = z.infer<typeof Site>;
export const CrisisNumber = z.strictObject({ label: z.string().trim().min(1).max(80), number: Phone });
export type CrisisNumber = z.infer<typeof CrisisNumber>;
export const Holiday = z.strictObject({ date: z.iso.date(), name: z.string().trim().min(1).max(80) });
export type Holiday = z.infer<typeof Holiday>;

const told = {
  name: z.string().trim().min(1).max(120),
  zone: Zone,
  phone: Phone,
  homeText: z.string().trim().max(500).describe('What patients read on their first page; empty for nothing.'),
  sites: z.array(Site).max(50),
  crisisNumbers: z.array(CrisisNumber).max(20),
  answerWithinHours: z.int().min(1).max(168).describe('So long a patient’s message may wait for an answer.'),
  onCallPhone: z.string().trim().max(40).describe('Whom patients call when nobody reads messages; empty: the clinic.'),
};

/** What the clinic tells everybody about itself. */
export const ClinicInfo = z.object(told);
export type ClinicInfo = z.infer<typeof ClinicInfo>;

export const readClinic = endpoint({
  method: 'GET',
  path: '/v1/clinic',
  summary: 'What the clinic tells everybody about itself: name, numbers, sites.',
  reply: ClinicInfo,
});

const lateRule = {
  changeCutoffHours: z.int().min(0).max(168).describe('From so many hours before an appointment a change of it is late.'),
  lateFeeCents: z.int().min(0).max(100_000).describe('What a late change costs unless it is waived.'),
  offerHoldMin: z
    .int()
    .min(15)
    .max(1_440)
    .describe('So many minutes, quiet hours not counted, an offered time is kept for whoever waits.'),
};

const CourseReviewHours = z
  .int()
  .min(1)
  .max(168)
  .describe('So many hours a paused course may wait for a prescriber before somebody is called.');

const limits = {
  gateLimits: z
    .record(z.string(), z.number())
    .describe('The clinic’s own limits of the gate by name of `GateLimits`; each only stricter than the engine’s.'),
  maxConcurrentSessions: z.int().min(1).max(4),
  onlineWithinSec: z.int().min(15).max(60),
};

export const ClinicSettingsJson = z.object({
  ...told,
  holidays: z.array(Holiday).max(400),
  changeCutoffHours: z.int(),
  lateFeeCents: z.int(),
  offerHoldMin: z.int(),
  courseReviewHours: z.int(),
  consentVersion: z.string(),
  ...limits,
  gateLimits: z.record(z.string(), z.number()),
  maxConcurrentSessions: z.int(),
  onlineWithinSec: z.int(),
});
export type ClinicSettingsJson = z.infer<typeof ClinicSettingsJson>;

export const SettingsVersion = z.object({
  version: z.int(),
  changedAt: z.iso.datetime(),
  changedByName: z.string().nullable(),
  reason: z.string().nullable(),
  settings: ClinicSettingsJson,
});
export type SettingsVersion = z.infer<typeof SettingsVersion>;

export const listSettings = endpoint({
  method: 'GET',
  path: '/v1/clinic-settings',
  summary: 'How the clinic works, and the last hundred versions of it; the newest holds.',
  reply: z.object({
    versions: z.array(SettingsVersion).min(1),
    strictestFrom: z
      .record(z.string(), z.number())
      .describe('The engine’s own gate limits, which a clinic can only make stricter.'),
  }),
});

const change = { basedOn: z.int().describe('The version that was changed.'), reason: z.string().trim().min(3).max(300) };

export const changeClinic = endpoint({
  method: 'POST',
  path: '/v1/clinic-settings',
  summary:
    'An admin changes what the clinic says about itself, its holidays, what a late change of an appointment costs, and how long an offered time is kept.',
  body: z.strictObject({
    ...change,
    ...told,
    ...lateRule,
    courseReviewHours: CourseReviewHours.optional().describe('Without it they stay as they are.'),
    holidays: z.array(Holiday).max(400),
  }),
  reply: SettingsVersion,
  problems: ['care.settings-changed', 'care.unknown-zone'],
});

export const signLimits = endpoint({
  method: 'POST',
  path: '/v1/clinic-settings/limits',
  summary: 'The medical director, freshly signed in again, signs the clinic’s limits; none can be looser than the engine’s.',
  body: z.strictObject({ ...change, ...limits }),
  reply: SettingsVersion,
  problems: ['care.settings-changed', 'care.limits-loosened', 'care.not-your-duty', 'identity.step-up-needed'],
});
