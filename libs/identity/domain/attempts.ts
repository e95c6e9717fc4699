/** How often somebody may fail before each further try has to wait; then for how long. */
export type AttemptRule = Readonly<{ free: number; firstWaitSec: number; longestWaitSec: number }>;

/** Failures older than this count no more, in minutes. */
export const FAILURES_WITHIN_MIN = 60;

/**
 * From one place (a known device, or an address) at one account.
 *
 * @source promises 4.5: at most ten failures a quarter of an hour, exponential delay, never a hard lock
 */
export const ONE_PLACE: AttemptRule = { free: 10, firstWaitSec: 30, longestWaitSec: 900 };
/**
 * From all unknown places together at one account: whoever guesses from many addresses. Known devices and passkeys are not asked.
 *
 * @source NIST SP 800-63B: at most 100 consecutive failures
 */
export const ALL_STRANGERS: AttemptRule = { free: 50, firstWaitSec: 30, longestWaitSec: 900 };

/**
 * How long the next try must wait after the last failure.
 *
 * @param failures that count, at least 0
 * @returns        seconds; 0 as long as tries are free, then doubling up to the longest wait, which never becomes for ever
 */
export function waitAfterSec(failures: number, { free, firstWaitSec, longestWaitSec }: AttemptRule): number {
  if (failures < free) return 0;
  return Math.min(longestWaitSec, firstWaitSec * 2 ** Math.min(failures - free, 20));
}
