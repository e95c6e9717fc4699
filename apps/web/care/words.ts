import type { AssignReason, EndReason, GlassOutcome, GlassReason, ReleaseCode, Role } from '#contracts';

export const ROLES: Readonly<Record<Role, string>> = {
  patient: 'Patient',
  chaperone: 'Companion',
  therapist: 'Therapist',
  prescriber: 'Prescriber',
  physician: 'Physician',
  admin: 'Administrator',
  auditor: 'Auditor',
};
export const ASSIGN_REASONS: Readonly<Record<AssignReason, string>> = {
  intake: 'New patient',
  handover: 'Taking over',
  cover: 'Standing in for a colleague',
  'second-opinion': 'Second opinion',
  correction: 'Correcting a mistake',
};
export const END_REASONS: Readonly<Record<EndReason, string>> = {
  handover: 'Handed over',
  'care-ended': 'The care has ended',
  'left-clinic': 'Has left the clinic',
  'patient-request': 'The patient asked for it',
  correction: 'Correcting a mistake',
};
export const GLASS_REASONS: Readonly<Record<GlassReason, string>> = {
  'live-session': 'A live session needs somebody now',
  'patient-in-danger': 'The patient is in danger',
  'colleague-unreachable': 'Nobody of the team can be reached',
  other: 'Something else',
};
export const OUTCOMES: Readonly<Record<GlassOutcome, string>> = {
  justified: 'Justified',
  'not-justified': 'Not justified',
  'needs-follow-up': 'Needs a talk',
};
export const RELEASES: Readonly<Record<ReleaseCode, string>> = {
  schedule: 'When I have sessions',
  'session-summary': 'How far each session has come',
  integration: 'My visits after the sessions',
};

/** Codes and their words, for a choice of one. */
export const choices = <Code extends string>(words: Readonly<Record<Code, string>>) =>
  Object.entries<string>(words).map(([value, label]) => ({ value, label }));
