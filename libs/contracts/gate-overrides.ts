import { z } from 'zod';

import { endpoint, Next, pageQuery } from './endpoint.js';
import { GateFinding, GateItem } from './session-log.js';

export const SignOverride = z.strictObject({
  gateSeq: z.int().positive().describe('Seq of the gate entry that the prescriber has seen.'),
  item: GateItem.describe('The item that holds; the reason that it holds for is read from that gate.'),
  reason: z.string().trim().min(10).max(1_000).describe('Why a dose may be taken all the same, in the prescriber’s own words.'),
});
export type SignOverride = z.infer<typeof SignOverride>;

export const GateOverride = z.object({
  overrideId: z.uuid(),
  sessionId: z.uuid(),
  patientName: z.string(),
  item: GateItem,
  heldFor: z.string().describe('The reason of the gate that was signed over.'),
  evidence: GateFinding.shape.evidence.describe('What that finding rested on.'),
  reason: z.string().nullable().describe('Null when the patient was erased.'),
  signedByName: z.string(),
  signedAt: z.iso.datetime(),
});
export type GateOverride = z.infer<typeof GateOverride>;

export const signOverride = endpoint({
  method: 'POST',
  path: '/v1/dosing-sessions/:sessionId/overrides',
  summary:
    'A prescriber, freshly signed in again, signs that a dose may be taken although one item of the gate holds: for the few reasons that a prescriber decides about, in this session alone. The gate is to be judged again afterwards.',
  params: z.strictObject({ sessionId: z.uuid() }),
  body: SignOverride,
  reply: z.object({ overrideId: z.uuid(), seq: z.int() }),
  problems: ['sessions.not-found', 'sessions.refused', 'identity.step-up-needed'],
});

export const listOverrides = endpoint({
  method: 'GET',
  path: '/v1/gate-overrides',
  summary: 'What was signed over gates of the caller’s patients, and all of it for the medical director; the last first.',
  query: z.strictObject(pageQuery(50)),
  reply: z.object({ overrides: z.array(GateOverride), next: Next }),
});
