import { z } from 'zod';

import { endpoint } from './endpoint.js';
import { GateLimitsJson, GuardrailsJson } from './protocol-templates.js';
import { TextChange } from './published-versions.js';

export const ProtocolStateName = z.enum(['draft', 'signed', 'running', 'paused', 'ended']);
export type ProtocolStateName = z.infer<typeof ProtocolStateName>;
export const DoseStateName = z.enum(['planned', 'proposed', 'signed', 'released', 'taken', 'skipped', 'voided']);
export type DoseStateName = z.infer<typeof DoseStateName>;
const mg = z.number().positive().max(10_000).multipleOf(0.01);
const Sentence = z.string().trim().min(3).max(2_000);

const PhaseName = z.string().min(3).max(40);
const daysBetween = z.int().min(1).max(180);
export const LaterPhase = z.strictObject({ phase: PhaseName, sessions: z.int().min(1).max(60), minDaysBetween: daysBetween });
export type LaterPhase = z.infer<typeof LaterPhase>;

/** What an editor of a patient's protocol sets. The plan comes from the template, and no dose is in it. */
export const VersionContent = z.strictObject({
  phase: PhaseName,
  sessions: z.int().min(1).max(60).describe('Of all phases.'),
  minDaysBetween: daysBetween.describe('Of the first phase.'),
  later: z.array(LaterPhase).max(3).optional().describe('Phases after the first one; the first has the sessions that are left.'),
  endPointReviewOn: z.iso.date(),
  patientLimits: GateLimitsJson.partial().describe('Each only stricter than the template’s.'),
  guardrails: GuardrailsJson.describe('Each only stricter than the template’s.'),
  goal: Sentence,
  reason: Sentence.describe('Why there is this version.'),
});
export type VersionContent = z.infer<typeof VersionContent>;

export const SignatureView = z.object({
  signerName: z.string().nullable(),
  signedAt: z.iso.datetime(),
  text: z.string().nullable().describe('Null: it was erased.'),
  standing: z.enum(['as-signed', 'changed', 'erased']),
});
export type SignatureView = z.infer<typeof SignatureView>;

export const VersionView = z.object({
  versionId: z.uuid(),
  number: z.int(),
  state: z.enum(['draft', 'signed', 'superseded', 'dropped']),
  revision: z.int(),
  template: z.string(),
  content: VersionContent.omit({ goal: true, reason: true }).extend({
    goal: z.string().nullable(),
    reason: z.string().nullable(),
  }),
  editedByName: z.string().nullable(),
  editedAt: z.iso.datetime(),
  signatures: z.array(SignatureView),
  changes: z.array(TextChange).describe('Since the version before it.'),
});
export type VersionView = z.infer<typeof VersionView>;

export const GuardrailView = z.object({
  code: z.string(),
  verdict: z.enum(['clear', 'warned', 'second-signer', 'refused']),
});

export const ProposalView = z.object({
  proposalId: z.uuid(),
  state: z.enum(['open', 'signed', 'withdrawn']),
  doseMg: z.number(),
  priorMg: z.number().nullable(),
  signaturesNeeded: z.int(),
  findings: z.array(GuardrailView),
  reason: z.string().nullable(),
  proposedByName: z.string().nullable(),
  proposedAt: z.iso.datetime(),
  signatures: z.array(SignatureView),
  hasOwnSignature: z.boolean().describe('The caller has signed it.'),
});
export type ProposalView = z.infer<typeof ProposalView>;

export const DoseView = z.object({
  doseLineId: z.uuid(),
  number: z.int(),
  state: DoseStateName,
  doseMg: z.number().nullable(),
  isUnlocked: z.boolean(),
  takenAt: z.iso.datetime().nullable(),
  proposals: z.array(ProposalView).describe('The newest first.'),
});
export type DoseView = z.infer<typeof DoseView>;

export const RequestView = z.object({
  requestId: z.uuid(),
  wish: z.enum(['lower', 'higher', 'later', 'talk']),
  reason: z.string().nullable(),
  askedByName: z.string().nullable(),
  askedAt: z.iso.datetime(),
  answeredAt: z.iso.datetime().nullable(),
});
export type RequestView = z.infer<typeof RequestView>;

export const PatientProtocolView = z.object({
  patientId: z.uuid(),
  patientName: z.string(),
  protocol: z
    .object({
      protocolId: z.uuid(),
      state: ProtocolStateName,
      versions: z.array(VersionView).describe('The newest first.'),
      doses: z.array(DoseView),
    })
    .nullable()
    .describe('The newest.'),
  requests: z.array(RequestView),
  unreviewed: z
    .array(z.string())
    .describe(
      'What went wrong since the last review, as codes: no dose is raised before somebody says what it means. And `end-point-review` when that is due.',
    ),
  readAt: z.iso.datetime().describe('When that was so: whoever reviews it says it back.'),
  authority: z
    .object({ maySign: z.boolean(), reason: z.string() })
    .describe('Whether the caller may sign for this patient today, and why not.'),
});
export type PatientProtocolView = z.infer<typeof PatientProtocolView>;

const ofPatient = z.strictObject({ patientId: z.uuid() });
const ofVersion = z.strictObject({ protocolVersionId: z.uuid() });
const ofProposal = z.strictObject({ proposalId: z.uuid() });
const ACCESS = ['care.not-found'] as const;
const SIGNING = ['identity.step-up-needed', 'protocols.no-authority', 'protocols.changed-meanwhile'] as const;

export const readProtocol = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/protocol',
  summary: 'The patient’s protocol for their team: its versions, each dose, what was proposed and signed.',
  params: ofPatient,
  reply: PatientProtocolView,
  problems: ACCESS,
});

export const readOwnPlan = endpoint({
  method: 'GET',
  path: '/v1/patients/:patientId/own-plan',
  summary: 'The plan that was signed for the caller, in plain words.',
  params: ofPatient,
  reply: z.object({ paragraphs: z.array(z.string()).describe('Empty: none is signed yet.') }),
  problems: ACCESS,
});

export const draftProtocol = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/protocol',
  summary: 'Begins a draft from a published template: another version of the protocol that holds, or a new protocol.',
  params: ofPatient,
  body: z.strictObject({ templateVersionId: z.uuid(), isNewCourse: z.boolean(), content: VersionContent }),
  reply: z.object({ versionId: z.uuid(), revision: z.int() }),
  problems: [...ACCESS, 'protocols.no-template', 'protocols.draft-open', 'protocols.version-refused'],
});

export const editProtocol = endpoint({
  method: 'POST',
  path: '/v1/protocol-versions/:protocolVersionId/content',
  summary:
    'Changes a draft. Whoever changes what somebody else has changed meanwhile is told the difference, and changes nothing.',
  params: ofVersion,
  body: z.strictObject({ revision: z.int(), content: VersionContent }),
  reply: z.object({ versionId: z.uuid(), revision: z.int() }),
  problems: [...ACCESS, 'protocols.changed-meanwhile', 'protocols.version-refused'],
});

export const dropDraft = endpoint({
  method: 'POST',
  path: '/v1/protocol-versions/:protocolVersionId/withdrawal',
  summary: 'Drops a draft that nobody has signed.',
  params: ofVersion,
  reply: z.null(),
  problems: [...ACCESS, 'protocols.changed-meanwhile'],
});

export const signProtocol = endpoint({
  method: 'POST',
  path: '/v1/protocol-versions/:protocolVersionId/signature',
  summary: 'A prescriber with authority where the patient is, freshly signed in again, signs the draft: it holds from now on.',
  params: ofVersion,
  body: z.strictObject({ revision: z.int() }),
  reply: z.null(),
  problems: [...ACCESS, ...SIGNING, 'protocols.version-refused', 'protocols.ended'],
});

export const proposeDose = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/protocol/doses/:doseNumber/proposals',
  summary: 'A prescriber proposes the dose of one session. The guardrails say what stands against it; nothing is filled in.',
  params: ofPatient.extend({ doseNumber: z.coerce.number().int().min(1).max(60) }),
  body: z.strictObject({ doseMg: mg, reason: Sentence }),
  reply: z.object({ proposalId: z.uuid(), signaturesNeeded: z.int(), findings: z.array(GuardrailView) }),
  problems: [...ACCESS, 'protocols.no-dose', 'protocols.proposal-refused', 'protocols.changed-meanwhile'],
});

export const signDose = endpoint({
  method: 'POST',
  path: '/v1/dose-proposals/:proposalId/signature',
  summary:
    'Signs a proposed dose as it stands, after a look at the monitoring programme where the state asks for one. A large step takes two prescribers, each with a signature of their own.',
  params: ofProposal,
  reply: z.object({ isSigned: z.boolean().describe('False: another prescriber has to sign, too.') }),
  problems: [...ACCESS, ...SIGNING, 'protocols.pdmp-due', 'protocols.signed-already', 'protocols.proposal-refused'],
});

export const withdrawProposal = endpoint({
  method: 'POST',
  path: '/v1/dose-proposals/:proposalId/withdrawal',
  summary: 'Takes a proposal back. What was signed before it holds again.',
  params: ofProposal,
  reply: z.null(),
  problems: [...ACCESS, 'protocols.changed-meanwhile'],
});

export const askAboutDose = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/protocol/requests',
  summary: 'Asks the prescribers to look at the dose: a wish and why, never a number.',
  params: ofPatient,
  body: z.strictObject({ wish: RequestView.shape.wish, reason: Sentence }),
  reply: z.object({ requestId: z.uuid() }),
  problems: ACCESS,
});

export const reviewCourse = endpoint({
  method: 'POST',
  path: '/v1/patients/:patientId/protocol/reviews',
  summary:
    'A prescriber says what they make of what went wrong, as they have read it; from then on an increase can be proposed again.',
  params: ofPatient,
  body: z.strictObject({ reason: z.string().trim().min(10).max(2_000), readAt: PatientProtocolView.shape.readAt }),
  reply: z.null(),
  problems: [...ACCESS, 'identity.step-up-needed'],
});
