import { z } from 'zod';

import { endpoint, Nothing } from './endpoint.js';
import { AppointmentKind } from './scheduling.js';

export const CallState = z.enum(['waiting', 'open', 'ended']);
export type CallState = z.infer<typeof CallState>;

/** As what somebody is in a call. Who screens is a part in a call, and no role of the clinic. */
export const CallRole = z.enum(['patient', 'chaperone', 'screener', 'therapist', 'prescriber', 'physician']);
export type CallRole = z.infer<typeof CallRole>;

/** Whether the call can be come to: not yet, now, no more, or the appointment was cancelled. */
export const CallDoor = z.enum(['early', 'open', 'over', 'cancelled']);
export type CallDoor = z.infer<typeof CallDoor>;

/**
 * `expected`: was not here yet. `waiting`: asks to be let in. `away`: the same, without a screen, until they are `called`. `lost`: was in the
 * call, and their line broke.
 */
export const CallPresence = z.enum(['expected', 'waiting', 'away', 'called', 'here', 'lost', 'left']);
export type CallPresence = z.infer<typeof CallPresence>;

/** What happens next for whoever reads it; there is an answer in each moment. */
export const CallNext = z.enum([
  'too-early',
  'come-in',
  'wait-for-start',
  'wait-they-know',
  'wait-they-are-late',
  'wait-overdue',
  'wait-elsewhere',
  'they-are-ready',
  'in-call',
  'in-call-alone',
  'somebody-is-joining',
  'handed-over',
  'hand-off-did-not-work',
  'let-them-in',
  'waits-elsewhere',
  'told-to-come',
  'nobody-here',
  'patient-lost',
  'ended',
  'over',
  'cancelled',
]);
export type CallNext = z.infer<typeof CallNext>;

/** What the clinic tells a patient besides what follows from who is there. */
export const CallNotice = z.enum(['somebody-is-joining', 'handed-over', 'hand-off-did-not-work']);
export type CallNotice = z.infer<typeof CallNotice>;

export const DeviceState = z.enum(['works', 'none', 'refused', 'failed']);
export type DeviceState = z.infer<typeof DeviceState>;
export const DeviceCheckResult = z.strictObject({
  camera: DeviceState,
  microphone: z.enum(['works', 'silent', 'none', 'refused', 'failed']),
  speaker: z.enum(['heard', 'not-heard', 'not-asked']),
  network: z.enum(['relay', 'direct-only', 'failed']).describe('Whether this browser reaches the relay by which calls go.'),
  roundTripMs: z.int().min(0).max(60_000).nullable(),
});
export type DeviceCheckResult = z.infer<typeof DeviceCheckResult>;
export const DeviceCheckJson = z.object({ ...DeviceCheckResult.shape, checkedAt: z.iso.datetime() });
export type DeviceCheckJson = z.infer<typeof DeviceCheckJson>;

export const CallPerson = z.object({
  participantId: z.uuid(),
  personId: z.uuid(),
  displayName: z.string(),
  role: CallRole,
  profession: z.string().nullable(),
  licensedIn: z
    .array(z.string())
    .describe('Of who treats: ISO 3166-2, where they are licensed today; where the patient is, if they have said so.'),
  isOwner: z.boolean().describe('Leads the call, and is responsible for the patient in it.'),
  isSelf: z.boolean(),
  presence: CallPresence,
  connection: z.uuid().nullable().describe('The screen to which signals go; null unless both are in the call.'),
  deviceCheck: DeviceCheckJson.nullable().describe('Of the patient and the companion, for staff; and one’s own.'),
});
export type CallPerson = z.infer<typeof CallPerson>;

export const CallView = z.object({
  appointmentId: z.uuid(),
  kind: AppointmentKind,
  patientId: z.uuid(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  zone: z.string().describe('IANA zone of whoever reads it.'),
  opensAt: z.iso.datetime().describe('From when on the caller may come in.'),
  closesAt: z.iso.datetime(),
  door: CallDoor,
  state: CallState,
  role: CallRole,
  hasEntered: z.boolean().describe('Has come in and not left, on whichever screen: a page that is opened anew goes on there.'),
  isAdmitted: z.boolean(),
  mayRun: z.boolean().describe('May let people in, say that they are late, end the call and open it again.'),
  next: CallNext,
  nextAbout: z.string().nullable().describe('The name of whom it is about.'),
  lateMin: z.int().nullable(),
  lostAt: z.iso.datetime().nullable().describe('Since when the patient is gone without having left.'),
  people: z.array(CallPerson),
  hasVideo: z.boolean().describe('False: this clinic has set up no relay, and speaks by telephone.'),
  relays: z.array(z.string()).describe('Addresses of relays, to try whether this browser reaches them; without a password.'),
});
export type CallView = z.infer<typeof CallView>;

const of = z.strictObject({ appointmentId: z.uuid() });
const KNOWN = ['calls.not-found'];

export const readCall = endpoint({
  method: 'GET',
  path: '/v1/calls/:appointmentId',
  summary: 'The call of an appointment, before, during and after it: who is there, and what happens next.',
  params: of,
  reply: CallView,
  problems: KNOWN,
});

export const ListedCall = z.object({
  appointmentId: z.uuid(),
  kind: AppointmentKind,
  patientId: z.uuid(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  with: z.array(z.string()).describe('The names of the others.'),
  isOpen: z.boolean().describe('The caller may come in now.'),
  isAwaited: z.boolean().describe('To staff: the patient waits to be let in.'),
});
export type ListedCall = z.infer<typeof ListedCall>;

export const listCalls = endpoint({
  method: 'GET',
  path: '/v1/calls',
  summary:
    'The video calls of the caller: those of the next two weeks, and those that can still be come back to. The soonest first.',
  reply: z.object({ calls: z.array(ListedCall) }),
});

export const enterCall = endpoint({
  method: 'POST',
  path: '/v1/calls/:appointmentId/entries',
  summary:
    'Comes to the call: clinicians are in it at once, everybody else waits to be let in. After its end, clinicians open it again.',
  params: of,
  reply: CallView,
  problems: [...KNOWN, 'calls.door-closed', 'calls.ended'],
});

export const waitElsewhere = endpoint({
  method: 'POST',
  path: '/v1/calls/:appointmentId/absences',
  summary: 'The patient waits elsewhere, keeps their place, and is told by their own channels when it begins.',
  params: of,
  reply: CallView,
  problems: [...KNOWN, 'calls.door-closed', 'calls.ended', 'calls.let-in'],
});

export const sayCallIsReady = endpoint({
  method: 'POST',
  path: '/v1/calls/:appointmentId/summons',
  summary: 'Tells whoever waits elsewhere to come: once, at any hour, for they have asked for it.',
  params: of,
  reply: CallView,
  problems: [...KNOWN, 'calls.ended', 'calls.not-waiting'],
});

export const admitToCall = endpoint({
  method: 'POST',
  path: '/v1/calls/:appointmentId/admissions',
  summary: 'Lets somebody in who waits.',
  params: of,
  body: z.strictObject({ participantId: z.uuid() }),
  reply: CallView,
  problems: [...KNOWN, 'calls.not-waiting', 'calls.ended'],
});

export const leaveCall = endpoint({
  method: 'POST',
  path: '/v1/calls/:appointmentId/leavings',
  summary: 'Leaves the call; it goes on for the others.',
  params: of,
  reply: CallView,
  problems: KNOWN,
});

export const endCall = endpoint({
  method: 'POST',
  path: '/v1/calls/:appointmentId/endings',
  summary: 'Ends the call for everybody in it. The visit is not over by that.',
  params: of,
  reply: CallView,
  problems: [...KNOWN, 'calls.ended'],
});

export const sayCallIsLate = endpoint({
  method: 'POST',
  path: '/v1/calls/:appointmentId/delays',
  summary: 'A clinician tells the patient how late they are.',
  params: of,
  body: z.strictObject({ lateMin: z.int().min(0).max(240).describe('Minutes after the start; 0: not late any more.') }),
  reply: CallView,
  problems: [...KNOWN, 'calls.ended'],
});

const Reached = z.object({ displayName: z.string(), phone: z.string().nullable() });
export const CallContacts = z.object({
  patient: Reached,
  chaperone: Reached.nullable(),
  addressLine: z.string().nullable().describe('Where the patient is, of the emergency card.'),
  entryNote: z.string().nullable(),
  localEmergencyNumber: z.string().nullable(),
  callPatientAt: z.iso.datetime().nullable().describe('When to telephone the patient; null when only this screen misses them.'),
  callChaperoneAt: z.iso.datetime().nullable(),
  escalatesAt: z.iso.datetime().nullable().describe('When whoever is on call is called.'),
});
export type CallContacts = z.infer<typeof CallContacts>;

export const readCallContacts = endpoint({
  method: 'GET',
  path: '/v1/calls/:appointmentId/contacts',
  summary:
    'How to reach the patient when picture and sound are lost, for whoever treats them in the open call. Each look is audited.',
  params: of,
  reply: CallContacts,
  problems: [...KNOWN, 'calls.not-yours', 'calls.not-admitted'],
});

export const recordDeviceCheck = endpoint({
  method: 'POST',
  path: '/v1/calls/:appointmentId/device-checks',
  summary: 'What the caller’s device could do when they tried it.',
  params: of,
  body: DeviceCheckResult,
  reply: Nothing,
  problems: [...KNOWN, 'calls.too-many-checks'],
});

export const CallRelay = z.object({
  iceServers: z.array(z.object({ urls: z.array(z.string()), username: z.string(), credential: z.string() })),
  relayOnly: z
    .boolean()
    .describe('Media of the caller goes through the relay only, so that nobody learns their network address.'),
  validForSec: z.int().positive(),
});
export type CallRelay = z.infer<typeof CallRelay>;

export const mintCallRelay = endpoint({
  method: 'POST',
  path: '/v1/calls/:appointmentId/relays',
  summary: 'A password for the relay, good for a short time, for somebody who is in the call.',
  params: of,
  reply: CallRelay,
  problems: [...KNOWN, 'calls.not-admitted', 'calls.no-video'],
  withoutKey: 'A password that nobody uses runs out by itself.',
});
