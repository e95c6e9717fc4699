import { MINUTE } from '#kernel';
import { refuseRelief } from './companion.js';
import { dischargeBlockers, dischargeFrom } from './discharge.js';
import { checkDueAt } from './due.js';
import type { AuthorRole, EntryType, NewEntry } from './entry.js';
import { isHold } from './gate.js';
import { isOver } from './milestones.js';
import type { SessionPlan } from './plan.js';
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
  | 'companion-is-there'
  | 'companion-not-asked'
  | 'check-not-due-yet'
  | 'too-early'
  | 'unknown-alert'
  | 'answer-first'
  | 'alert-not-acknowledged'
  | 'discharge-blocked';

const CLINICIAN: readonly EntryType[] = [
  'companion-on-duty',
  'vitals',
  'safety-check',
  'help',
  'acknowledgement',
  'alert-closed',
  'discharge-confirmation',
  'abort',
];
const PRESCRIBER: readonly EntryType[] = [...CLINICIAN, 'gate', 'release', 'discharge'];

/** Which entries each part may write. */
const PARTS: Readonly<Record<AuthorRole, readonly EntryType[]>> = {
  patient: ['vitals', 'dose-taken', 'help', 'abort'],
  chaperone: ['arrival', 'chaperone-left', 'companion-on-duty', 'vitals', 'safety-check', 'help', 'discharge-confirmation'],
  therapist: CLINICIAN,
  prescriber: PRESCRIBER,
  physician: PRESCRIBER,
  system: ['phase', 'alert', 'alert-closed', 'abort'],
};

/** What may still be written once a session is over: the end of alerts, and what a phone that was offline has kept. */
const AFTERWARDS: ReadonlySet<EntryType> = new Set<EntryType>([
  'acknowledgement',
  'alert-closed',
  'safety-check',
  'vitals',
  'help',
]);
const BEFORE_DOSE: ReadonlySet<EntryType> = new Set<EntryType>(['gate', 'release', 'dose-taken', 'abort']);

/**
 * Whether an entry may be appended to a log that means `state`.
 *
 * @param now epoch ms
 * @returns   undefined if it may, else the reason
 */
export function permits(state: SessionState, entry: NewEntry, plan: SessionPlan, now: number): Refusal | undefined {
  if (!PARTS[entry.author.role].includes(entry.type)) return 'not-your-part';
  if (state.dosedAt !== undefined && BEFORE_DOSE.has(entry.type)) return 'already-dosed';
  if (isOver(state) && !AFTERWARDS.has(entry.type)) return 'session-over';
  switch (entry.type) {
    case 'companion-on-duty':
      return refuseRelief(state, entry.author.role);
    case 'release':
      return refuseRelease(state, entry.payload.gateSeq, plan);
    case 'dose-taken':
      return refuseDose(state, plan, entry.happenedAt);
    case 'safety-check':
      return refuseCheck(state, entry, plan);
    case 'acknowledgement':
      return refuseTakingOn(alertOf(state, entry.payload.alertId));
    case 'alert-closed':
      return refuseClose(alertOf(state, entry.payload.alertId), entry.author.role);
    case 'discharge-confirmation':
      return refuseConfirmation(state, plan, now);
    case 'discharge':
      return dischargeBlockers(state, plan, now).length ? 'discharge-blocked' : undefined;
    default:
      return undefined;
  }
}

const alertOf = ({ alerts }: SessionState, alertId: string) => alerts.find(({ id }) => id === alertId);

function refuseRelease({ gate, readings }: SessionState, gateSeq: number, plan: SessionPlan): Refusal | undefined {
  const isHeld = readings.some((reading) => isHold(reading, plan.gate));
  return gate?.isPassed && gate.seq === gateSeq && !isHeld ? undefined : 'gate-not-passed';
}

/** A tap that was made in time and comes late still tells of a dose: what counts is when it was taken. */
function refuseDose(
  { release, gate, isChaperonePresent }: SessionState,
  plan: SessionPlan,
  takenAt: number,
): Refusal | undefined {
  if (!gate?.isPassed) return 'gate-not-passed';
  if (!release) return 'dose-not-released';
  if (takenAt > release.at + plan.releaseValidMin * MINUTE) return 'release-expired';
  return isChaperonePresent ? undefined : 'chaperone-absent';
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
