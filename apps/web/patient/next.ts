import type { IntegrationVisit, Phase, SessionSummary } from '#contracts';

export type OwnSession = SessionSummary & { phase: Phase };

const OVER: ReadonlySet<Phase> = new Set<Phase>(['released_home', 'aborted_before_dose']);
const BEFORE_DOSE: ReadonlySet<Phase> = new Set<Phase>(['scheduled', 'pre_check', 'gate_pending', 'gate_passed', 'released']);
const OPEN_BEFORE_MS = 60 * 60_000;
/** A session that was never begun is not what is next any more. */
const FORGOTTEN_AFTER_MS = 12 * 60 * 60_000;

export const isBeforeDose = ({ phase }: Pick<OwnSession, 'phase'>) => BEFORE_DOSE.has(phase);

/** The session that a patient should see first: the one that runs, else the soonest. */
export function nextSession(sessions: readonly OwnSession[], now: number): OwnSession | null {
  const open = sessions.filter(
    ({ phase, isCancelled, endsAt }) => !isCancelled && !OVER.has(phase) && Date.parse(endsAt) + FORGOTTEN_AFTER_MS > now,
  );
  const running = open.filter((session) => !isBeforeDose(session));
  const inOrder = [...running, ...open].sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
  return running[0] ?? inOrder[0] ?? null;
}

/** What else is booked ahead, the soonest first. */
export const laterSessions = (sessions: readonly OwnSession[], next: OwnSession | null, now: number): OwnSession[] =>
  sessions
    .filter(
      ({ id, phase, isCancelled, startsAt }) =>
        id !== next?.id && phase === 'scheduled' && !isCancelled && Date.parse(startsAt) > now,
    )
    .sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));

/** Whether the way into the session is open: from an hour before, and as long as it lasts. */
export const isOpen = (session: OwnSession, now: number): boolean =>
  !isBeforeDose(session) || session.phase !== 'scheduled' || now >= Date.parse(session.startsAt) - OPEN_BEFORE_MS;

/** The visit that a patient should see: one that was missed, else the next one. */
export function nextVisit(visits: readonly IntegrationVisit[]): IntegrationVisit | null {
  const inOrder = [...visits].sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
  return inOrder.find(({ state }) => state === 'missed') ?? inOrder.find(({ state }) => state === 'booked') ?? null;
}
