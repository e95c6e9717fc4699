import { MINUTE } from '#kernel';
import { refuseRelief } from './companion.js';
import { dischargeBlockers, dischargeFrom } from './discharge.js';
import { checkDueAt } from './due.js';
import type { AuthorRole, EntryType, NewEntry } from './entry.js';
import { isHold } from './gate.js';
import { isOver, releaseAt } from './milestones.js';
import { isAttended, isInClinic, isOnSite } from './on-site.js';
import { isStillSigned, refuseOverride } from './overrides.js';
import type { SessionPlan } from './plan.js';
import { leavesAlone } from './signs.js';
import type { Alert, SessionState } from './state.js';

/** Why an entry may not be written. Stable: part of the API as the fact `reason`. */
export type Refusal =
  | 'not-your-part'
  | 'session-over'
  | 'already-dosed'
  | 'not-dosed'
  | 'gate-not-passed'
  | 'dose-not-released'
  | 'release-expired'
  | 'chaperone-absent'
  | 'alert-open'
  | 'staff-absent'
  | 'ride-missing'
  /** At home what only a clinic has, or the other way round. */
  | 'not-in-this-setting'
  | 'companion-is-there'
  | 'companion-not-asked'
  | 'check-not-due-yet'
  | 'too-early'
  | 'unknown-alert'
  | 'answer-first'
  | 'alert-not-acknowledged'
  | 'discharge-blocked'
  | 'not-asked'
  /** Another gate has been judged since, or none. */
  | 'gate-not-seen'
  | 'not-to-be-overridden';

const IN_CLINIC: readonly EntryType[] = ['staff-arrival', 'staff-left', 'ride-arranged', 'handed-over'];
/** In the clinic staff give the dose. */
const CLINICIAN: readonly EntryType[] = [
  ...IN_CLINIC,
  'dose-taken',
  'companion-on-duty',
  'vitals',
  'today-answers',
  'identity-confirmed',
  'safety-check',
  'help',
  'observation',
  'question',
  'acknowledgement',
  'alert-closed',
  'discharge-confirmation',
  'abort',
];
const PRESCRIBER: readonly EntryType[] = [...CLINICIAN, 'gate', 'override', 'release', 'discharge'];

/** Which entries each part may write. */
const PARTS: Readonly<Record<AuthorRole, readonly EntryType[]>> = {
  patient: ['vitals', 'today-answers', 'dose-taken', 'help', 'answer', 'abort'],
  chaperone: ['arrival', 'chaperone-left', 'companion-on-duty', 'vitals', 'safety-check', 'help', 'discharge-confirmation'],
  therapist: CLINICIAN,
  prescriber: PRESCRIBER,
  physician: PRESCRIBER,
  system: ['phase', 'alert', 'alert-closed', 'abort', 'gate'],
};

/** What clinicians enter only as what a companion without a usable phone tells them on the telephone. */
const BY_PHONE_ONLY: ReadonlySet<EntryType> = new Set<EntryType>(['arrival', 'chaperone-left']);
const CLINICIANS: ReadonlySet<AuthorRole> = new Set<AuthorRole>(['therapist', 'prescriber', 'physician']);

/** Whether the entry is its author's: nobody says of themselves that they were heard on the telephone. */
function isTheirs({ type, payload, author }: NewEntry): boolean {
  const isByPhone = 'byPhone' in payload && payload.byPhone === true;
  if (!CLINICIANS.has(author.role)) return PARTS[author.role].includes(type) && !isByPhone;
  return BY_PHONE_ONLY.has(type) ? isByPhone : PARTS[author.role].includes(type);
}

/** What may still be written once a session is over: alerts and their end, and what a phone that was offline has kept. */
const AFTERWARDS: ReadonlySet<EntryType> = new Set<EntryType>([
  'alert',
  'acknowledgement',
  'alert-closed',
  'safety-check',
  'vitals',
  'help',
  'observation',
]);
const AT_HOME: readonly EntryType[] = ['arrival', 'chaperone-left'];
const BEFORE_DOSE: ReadonlySet<EntryType> = new Set<EntryType>([
  ...(['today-answers', 'identity-confirmed', 'gate', 'override', 'release', 'dose-taken', 'abort'] as const),
]);

/**
 * Whether an entry may be appended to a log that means `state`.
 *
 * @param now epoch ms
 * @returns   undefined if it may, else the reason
 */
export function permits(state: SessionState, entry: NewEntry, plan: SessionPlan, now: number): Refusal | undefined {
  if (!isTheirs(entry)) return 'not-your-part';
  if (state.dosedAt !== undefined && BEFORE_DOSE.has(entry.type)) return 'already-dosed';
  if (isOver(state) && !AFTERWARDS.has(entry.type)) return 'session-over';
  if ((isInClinic(plan) ? AT_HOME : IN_CLINIC).includes(entry.type)) return 'not-in-this-setting';
  switch (entry.type) {
    case 'gate': // what takes back can be the system's; what lets through is a person's
      return entry.author.role === 'system' && entry.payload.isPassed ? 'not-your-part' : undefined;
    case 'observation': // in the clinic nobody waits for a companion
      return isInClinic(plan) && leavesAlone(entry.payload.sign) ? 'not-in-this-setting' : undefined;
    case 'companion-on-duty':
      return refuseRelief(state, entry.author.role);
    case 'override':
      return refuseOverride(state, entry);
    case 'release':
      return refuseRelease(state, entry.payload.gateSeq, plan, now);
    case 'dose-taken':
      return refuseGiver(state, entry, plan) ?? refuseDose(state, plan, entry.happenedAt);
    case 'safety-check':
      return refuseCheck(state, entry, plan);
    case 'answer':
      return state.question?.seq === entry.payload.questionSeq ? undefined : 'not-asked';
    case 'acknowledgement':
      return refuseTakingOn(alertOf(state, entry.payload.alertId));
    case 'alert-closed':
      return refuseClose(alertOf(state, entry.payload.alertId), entry.author.role);
    case 'handed-over':
      return refuseHandOver(state, entry) ?? refuseConfirmation(state, plan, now);
    case 'discharge-confirmation':
      return refuseConfirmation(state, plan, now);
    case 'discharge':
      return dischargeBlockers(state, plan, now).length ? 'discharge-blocked' : undefined;
    default:
      return undefined;
  }
}

const alertOf = ({ alerts }: SessionState, alertId: string) => alerts.find(({ id }) => id === alertId);

/** Whether something that wants a clinician now had begun by an instant, and nobody has closed it. */
const isTroubled = ({ alerts }: SessionState, at: number): boolean =>
  alerts.some(({ level, raisedAt, closedAt }) => level >= 2 && raisedAt <= at && closedAt === undefined);

function refuseRelease(state: SessionState, gateSeq: number, plan: SessionPlan, now: number): Refusal | undefined {
  const { gate, readings, today } = state;
  const isHeld = readings.some((reading) => isHold(reading, plan.gate));
  const isOfNow = gate !== undefined && gate.seq === gateSeq && gate.seq > (today?.seq ?? 0) && isStillSigned(state);
  if (!gate?.isPassed || !isOfNow || isHeld) return 'gate-not-passed';
  return isTroubled(state, now) ? 'alert-open' : undefined;
}

/** A tap that was made in time and comes late still tells of a dose: what counts is when it was taken. */
function refuseDose(state: SessionState, plan: SessionPlan, takenAt: number): Refusal | undefined {
  const release = releaseAt(state, takenAt);
  if (!release) return state.gate?.isPassed ? 'dose-not-released' : 'gate-not-passed';
  if (takenAt > release.at + plan.releaseValidMin * MINUTE) return 'release-expired';
  if (!isAttended(state, plan)) return isInClinic(plan) ? 'staff-absent' : 'chaperone-absent';
  return isTroubled(state, takenAt) ? 'alert-open' : undefined;
}

/** At home nobody but the patient says that the dose was taken; in the clinic whoever is with the patient may. */
function refuseGiver(state: SessionState, { author }: NewEntry, plan: SessionPlan): Refusal | undefined {
  if (author.role === 'patient') return undefined;
  if (!isInClinic(plan)) return 'not-your-part';
  return isOnSite(state, author.personId) ? undefined : 'staff-absent';
}

/** Only whoever is with the patient hands them over, and only to somebody who is named. */
function refuseHandOver(state: SessionState, { author }: NewEntry): Refusal | undefined {
  if (!isOnSite(state, author.personId)) return 'staff-absent';
  return state.rideAt === undefined ? 'ride-missing' : undefined;
}

function refuseCheck(
  { dosedAt }: SessionState,
  { payload, happenedAt }: Extract<NewEntry, { type: 'safety-check' }>,
  plan: SessionPlan,
) {
  if (dosedAt === undefined) return 'not-dosed';
  return happenedAt < checkDueAt(plan, dosedAt, payload.number) - plan.checks.earlyMin * MINUTE ? 'check-not-due-yet' : undefined;
}

/** A prompt asks for the check or the reading itself: whoever took it on instead would leave it neither answered nor escalated. */
const isPrompt = ({ kind, level, closedAt }: Alert): boolean =>
  level < 2 && closedAt === undefined && (kind === 'missed-check' || kind === 'missed-vitals');

function refuseTakingOn(alert: Alert | undefined): Refusal | undefined {
  if (!alert) return 'unknown-alert';
  return isPrompt(alert) ? 'answer-first' : undefined;
}

function refuseClose(alert: Alert | undefined, role: AuthorRole): Refusal | undefined {
  if (!alert || isPrompt(alert)) return refuseTakingOn(alert);
  if (alert.level < 2) return undefined;
  if (role === 'system') return 'not-your-part';
  return alert.acknowledgedAt === undefined ? 'alert-not-acknowledged' : undefined;
}

function refuseConfirmation(state: SessionState, plan: SessionPlan, now: number): Refusal | undefined {
  const from = dischargeFrom(state, plan);
  if (from === undefined) return 'not-dosed';
  return now < from ? 'too-early' : undefined;
}
