import type { AftercareCheck } from '#contracts';

/** The question that is due, the last one first; before the first is due, the one that is to come. Null when a session lies too far back. */
export function currentCheck(checks: readonly AftercareCheck[], now: number): AftercareCheck | null {
  const open = checks.filter(({ mayAnswer }) => mayAnswer);
  return open.find(({ askAt }) => Date.parse(askAt) <= now) ?? open.at(-1) ?? null;
}

/** Whether it is asked now and nobody has answered. */
export const isAsked = ({ askAt, closedAt }: AftercareCheck, now: number): boolean =>
  closedAt === null && Date.parse(askAt) <= now;
