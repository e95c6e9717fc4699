import type { SessionView } from '#contracts';
import type { Alert, SessionState } from '#session-engine';
import { nameOf } from './party-name.js';

/** First names: how patients and chaperones speak of the people who look after them. */
export const firstName = (displayName: string) => displayName.split(' ')[0] ?? displayName;

export function partyName(
  { parties }: Pick<SessionView, 'parties'>,
  part: 'patient' | 'chaperone' | 'therapist' | 'prescriber',
  otherwise: string,
) {
  const party = parties.find((one) => one.part === part);
  return party ? firstName(party.displayName) : otherwise;
}

/** Alerts that are a person's own call for somebody. */
const CALLS: ReadonlySet<Alert['kind']> = new Set<Alert['kind']>(['help', 'patient-answer']);

/** The newest open call for help, and in plain words who has taken it on. */
export function helpOf(state: SessionState, session: SessionView): { alert: Alert; words: string } | null {
  const alert = state.alerts.filter(({ kind, closedAt }) => CALLS.has(kind) && closedAt === undefined).at(-1);
  if (!alert) return null;
  if (alert.acknowledgedAt === undefined)
    return { alert, words: 'Help is on its way. We are calling your team until somebody answers.' };
  return { alert, words: `${firstName(nameOf(session, alert.acknowledgedBy, 'Your team'))} knows, and is with you now.` };
}
