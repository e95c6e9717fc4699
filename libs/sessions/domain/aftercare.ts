import { DAY } from '#kernel';

/** The chaperone stays reachable, and keeps what an emergency needs, for the night after a session. Source: docs/clinical-defaults.md, "End". */
const AFTERCARE_MS = DAY;

type Instant = Readonly<{ getTime(): number }> | null;

/**
 * Whether a session is over for its chaperone: called off, or a day after the discharge.
 *
 * @param ended when it was called off or discharged; null if it was not
 * @param now   epoch ms
 */
export function isOverForChaperone(ended: Readonly<{ abortedAt: Instant; dischargedAt: Instant }>, now: number): boolean {
  const { abortedAt, dischargedAt } = ended;
  return abortedAt !== null || (dischargedAt !== null && dischargedAt.getTime() + AFTERCARE_MS <= now);
}
