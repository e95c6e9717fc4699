import { z } from 'zod';

import { endpoint, Next, Nothing, pageQuery } from './endpoint.js';
import { Role } from './identity.js';

const patientParams = z.strictObject({ patientId: z.uuid() });

export const AssignReason = z.enum(['intake', 'handover', 'cover', 'second-opinion', 'correction']);
export type AssignReason = z.infer<typeof AssignReason>;
export const EndReason = z.enum(['handover', 'care-ended', 'left-clinic', 'patient-request', 'correction']);
export type EndReason = z.infer<typeof EndReason>;

/** Somebody who may see a patient now. */
export const TeamMember = z.object({
  assignmentId: z.uuid(),
  personId: z.uuid(),
  displayName: z.string(),
  role: Role,
  profession: z.string().nullable(),
  reason: z.enum(['team', 'chaperone', 'backup', 'paged', 'screening']),
  since: z.iso.datetime(),
  until: z.iso.datetime().nullable().describe('When it ends by itself; null while it has no end.'),
});
export type TeamMember = z.infer<typeof TeamMember>;

export const CaredFor = z.object({ patientId: z.uuid(), patientName: z.string(), team: z.array(TeamMember) });
export type CaredFor = z.infer<typeof CaredFor>;

export const listCare = endpoint({
  method: 'GET',
  path: '/v1/care-teams',
  summary: 'Who cares for whom: the patients whose team the caller may see, by name.',
  reply: z.object({ patients: z.array(CaredFor) }),
});

export const assignToPatient = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/team',
  summary: 'Lets a clinician see a patient, from now on. Admins may, and prescribers for patients of their own.',
  params: patientParams,
  body: z.strictObject({ personId: z.uuid(), why: AssignReason }),
  reply: TeamMember,
  problems: ['care.not-found', 'care.not-assignable', 'care.already-assigned'],
});

export const endAssignment = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/team/:assignmentId/end',
  summary: 'Ends what a clinician may see of a patient: requests at once, open screens within two seconds.',
  params: patientParams.extend({ assignmentId: z.uuid() }),
  body: z.strictObject({ why: EndReason }),
  reply: Nothing,
  status: 200,
  problems: ['care.not-found'],
});

export const StaffMember = z.object({
  personId: z.uuid(),
  displayName: z.string(),
  role: Role,
  profession: z.string().nullable(),
  isMedicalDirector: z.boolean(),
  isPrivacyOfficer: z.boolean(),
  isDisabled: z.boolean(),
});
export type StaffMember = z.infer<typeof StaffMember>;

export const listStaff = endpoint({
  method: 'GET',
  path: '/v1/staff',
  summary: 'The people who work here, by name, with their roles and duties.',
  reply: z.object({ staff: z.array(StaffMember) }),
});

export const GlassReason = z.enum(['live-session', 'patient-in-danger', 'colleague-unreachable', 'other']);
export type GlassReason = z.infer<typeof GlassReason>;

/** A record that is open to the caller for an emergency. */
export const OpenGlass = z.object({
  grantId: z.uuid(),
  patientId: z.uuid(),
  patientName: z.string(),
  openedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type OpenGlass = z.infer<typeof OpenGlass>;

export const BreakGlass = z.strictObject({
  patient: z.union([z.strictObject({ email: z.email().max(254) }), z.strictObject({ code: z.uuid() })]),
  reason: GlassReason,
  text: z.string().trim().min(10).max(2_000),
});
export type BreakGlass = z.infer<typeof BreakGlass>;

export const breakGlass = endpoint({
  method: 'POST',
  path: '/v1/break-glass',
  summary:
    'Opens the record of a patient who is not in the caller’s care, in an emergency: for an hour, told to the privacy officer and the patient.',
  body: BreakGlass,
  reply: OpenGlass,
  problems: ['care.not-found', 'identity.step-up-needed', 'care.in-your-care'],
  withoutKey:
    'A try that finds nobody uses up the step-up and is recorded all the same; a second grant for the same patient is the first one.',
});

export const endGlass = endpoint({
  method: 'POST',
  path: '/v1/break-glass/:grantId/end',
  summary: 'Closes a record that one has opened in an emergency, before its hour is over.',
  params: z.strictObject({ grantId: z.uuid() }),
  reply: Nothing,
  status: 200,
  problems: ['care.not-found'],
});

export const readStanding = endpoint({
  method: 'GET',
  path: '/v1/me/standing',
  summary: 'The duties of the caller, and the records that are open to them for an emergency.',
  reply: z.object({
    isMedicalDirector: z.boolean(),
    isPrivacyOfficer: z.boolean(),
    glasses: z.array(OpenGlass),
    serverTime: z.iso.datetime(),
  }),
});

export const GlassOutcome = z.enum(['justified', 'not-justified', 'needs-follow-up']);
export type GlassOutcome = z.infer<typeof GlassOutcome>;

/** One opening of a record as its reviewer reads it. */
export const GlassReview = z.object({
  grantId: z.uuid(),
  patientName: z.string(),
  personName: z.string(),
  personRole: Role,
  reason: GlassReason,
  text: z.string(),
  openedAt: z.iso.datetime(),
  closedAt: z.iso.datetime().describe('When it ended or ends.'),
  dueAt: z.iso.datetime().describe('By when it is to be reviewed; after that it goes to the medical director.'),
  isEscalated: z.boolean(),
  reviewedAt: z.iso.datetime().nullable(),
  reviewedByName: z.string().nullable(),
  outcome: GlassOutcome.nullable(),
});
export type GlassReview = z.infer<typeof GlassReview>;

export const listGlassReviews = endpoint({
  method: 'GET',
  path: '/v1/break-glass/reviews',
  summary:
    'Records that were opened in an emergency, those to be reviewed first; for the privacy officer and the medical director.',
  query: z.strictObject(pageQuery(100)),
  reply: z.object({ reviews: z.array(GlassReview), next: Next }),
  problems: ['care.not-your-duty'],
});

export const reviewGlass = endpoint({
  method: 'POST',
  path: '/v1/break-glass/:grantId/review',
  summary:
    'Says whether opening the record was justified; for the privacy officer and the medical director, and never one’s own.',
  params: z.strictObject({ grantId: z.uuid() }),
  body: z.strictObject({ outcome: GlassOutcome }),
  reply: GlassReview,
  status: 200,
  problems: ['care.not-your-duty', 'care.not-found', 'care.own-glass', 'care.reviewed'],
});

/** An opening of a record as its patient is told of it. */
export const GlassNotice = z.object({
  grantId: z.uuid(),
  personName: z.string(),
  personRole: Role,
  reason: GlassReason,
  openedAt: z.iso.datetime(),
  closedAt: z.iso.datetime(),
  outcome: GlassOutcome.nullable(),
});
export type GlassNotice = z.infer<typeof GlassNotice>;

export const listGlassNotices = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/emergency-access',
  summary: 'Who opened the patient’s own record in an emergency, and what came of the review.',
  params: patientParams,
  query: z.strictObject(pageQuery(100)),
  reply: z.object({ notices: z.array(GlassNotice), next: Next }),
  problems: ['care.not-found'],
});

export const ReleaseCode = z.enum(['schedule', 'integration', 'session-summary']);
export type ReleaseCode = z.infer<typeof ReleaseCode>;

/** What a patient lets somebody outside the team see. */
export const ReleaseOfInformation = z.object({
  releaseId: z.uuid(),
  personName: z.string(),
  releases: z.array(ReleaseCode),
  since: z.iso.datetime(),
  until: z.iso.datetime(),
});
export type ReleaseOfInformation = z.infer<typeof ReleaseOfInformation>;

export const listReleases = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/releases',
  summary: 'What the patient lets people outside the team see.',
  params: patientParams,
  reply: z.object({ releases: z.array(ReleaseOfInformation) }),
  problems: ['care.not-found'],
});

export const releaseInformation = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/releases',
  summary: 'The patient lets a clinician outside the team see something, until a day of their choice; a year at most.',
  params: patientParams,
  body: z.strictObject({
    email: z.email().max(254).describe('Of the clinician, who has an account here.'),
    releases: z.array(ReleaseCode).min(1).max(ReleaseCode.options.length),
    days: z.int().min(1).max(366),
  }),
  reply: ReleaseOfInformation,
  problems: ['care.not-found', 'care.nobody-to-release-to'],
});

export const revokeRelease = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/releases/:releaseId/revocation',
  summary: 'Takes a release back: from now on nothing is seen through it.',
  params: patientParams.extend({ releaseId: z.uuid() }),
  reply: Nothing,
  status: 200,
  problems: ['care.not-found'],
});
