import { z } from 'zod';

import { CallView } from './calls.js';

/** Larger than any description that a browser makes for one camera and one microphone, and smaller than a packet may be. Characters. */
export const LONGEST_SDP = 14_000;
const LONGEST_CANDIDATE = 2_000;
/** Gathered within one breath; more come in the next signal. */
const MOST_CANDIDATES = 6;

export const Candidate = z.strictObject({
  candidate: z.string().max(LONGEST_CANDIDATE),
  sdpMid: z.string().max(64).nullable(),
  sdpMLineIndex: z.int().min(0).max(64).nullable(),
  usernameFragment: z.string().max(256).nullable(),
});
export type Candidate = z.infer<typeof Candidate>;

/** `generation` counts the connections that these two screens have made with each other: what belongs to an older one is passed over. */
const tagged = { generation: z.int().min(1).max(1_000_000) };

export const SignalBody = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('description'),
    ...tagged,
    type: z.enum(['offer', 'answer']),
    sdp: z.string().max(LONGEST_SDP),
  }),
  z.strictObject({ kind: z.literal('candidates'), ...tagged, candidates: z.array(Candidate).min(1).max(MOST_CANDIDATES) }),
  z.strictObject({ kind: z.literal('rebuild'), ...tagged }).describe('Begin anew with this generation.'),
]);
export type SignalBody = z.infer<typeof SignalBody>;

/** `connection` names this screen; made by it, and kept for as long as it is open. */
export const JoinCall = z.strictObject({
  appointmentId: z.uuid(),
  connection: z.uuid(),
  takesOver: z.boolean().describe('This screen takes the place of another one of the same person.'),
});
export type JoinCall = z.infer<typeof JoinCall>;

export const SendSignal = z.strictObject({ appointmentId: z.uuid(), connection: z.uuid(), to: z.uuid(), body: SignalBody });
export type SendSignal = z.infer<typeof SendSignal>;

export const LeaveCall = z.strictObject({ appointmentId: z.uuid(), connection: z.uuid() });
export type LeaveCall = z.infer<typeof LeaveCall>;

export const CallJoined = z.object({ view: CallView });
export type CallJoined = z.infer<typeof CallJoined>;

/** Something about this call has changed; what, is asked for over HTTP. */
export const CallChanged = z.object({ appointmentId: z.uuid() });
export type CallChanged = z.infer<typeof CallChanged>;

const between = { appointmentId: z.uuid(), from: z.uuid(), to: z.uuid() };
/** `from`: the screen that says it, and whose it is. */
export const CallSignal = z.object({ ...between, participantId: z.uuid(), body: SignalBody });
export type CallSignal = z.infer<typeof CallSignal>;

/** This screen is in the call no more: another one of the same person is, or the person may not be, or it has ended. The view says which. */
export const CallOver = z.object({ appointmentId: z.uuid(), connection: z.uuid() });
export type CallOver = z.infer<typeof CallOver>;
