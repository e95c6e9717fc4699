import { type Entry, initialState, reduce, type SessionPlan, type SessionState } from '#session-engine';

/** What this page holds of a session's log: folded up to `state.seq` without a gap, the rest waiting for what is missing. */
export type LiveLog = Readonly<{ plan: SessionPlan; entries: readonly Entry[]; state: SessionState; waiting: readonly Entry[] }>;

export const emptyLog = (plan: SessionPlan): LiveLog => ({ plan, entries: [], state: initialState(), waiting: [] });

/** Whether entries between the last folded one and those that wait have not come yet. */
export const hasGap = ({ waiting }: LiveLog): boolean => waiting.length > 0;

/**
 * Takes entries in, however they arrive: twice, late, in any order or batch. Each is folded once, in the order of `seq`, and never
 * over a gap.
 *
 * @returns the same object when nothing changed
 */
export function takeEntries(log: LiveLog, arrived: readonly Entry[]): LiveLog {
  const bySeq = new Map([...log.waiting, ...arrived].filter(({ seq }) => seq > log.state.seq).map((entry) => [entry.seq, entry]));
  if (bySeq.size === log.waiting.length) return log;
  const entries = [...log.entries];
  let state = log.state;
  for (let next = bySeq.get(state.seq + 1); next; next = bySeq.get(state.seq + 1)) {
    bySeq.delete(next.seq);
    entries.push(next);
    state = reduce(state, next, log.plan).state;
  }
  return { plan: log.plan, entries, state, waiting: [...bySeq.values()].sort((a, b) => a.seq - b.seq) };
}
