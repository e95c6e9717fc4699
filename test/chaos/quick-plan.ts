import type { Ladder, SessionPlan } from '#session-engine';

const sec = (seconds: number) => seconds / 60;
const EVERYONE = ['chaperone', 'therapist', 'prescriber', 'on-call', 'admin'] as const;

/** First tier after 3 s, a clinician after 6 s. */
const missed: Ladder = {
  tiers: [
    { afterMin: sec(3), level: 1, calls: ['chaperone', 'therapist'] },
    { afterMin: sec(6), level: 2, calls: ['prescriber'] },
    { afterMin: sec(9), level: 2, calls: ['on-call'] },
    { afterMin: sec(15), level: 4, calls: EVERYONE },
  ],
  repeatMin: [sec(10), sec(20), 1],
};

/** A plan like any other, in seconds instead of minutes: a session in which much falls due while a test watches. */
export const quickPlan = (base: SessionPlan, firstSec = 8, everySec = 12): SessionPlan => ({
  ...base,
  version: 'quick',
  phases: base.phases.map(({ phase }, i) => ({ phase, offsetMin: sec(5 * (i + 1)) })),
  checks: { firstMin: sec(firstSec), everyMin: sec(everySec), earlyMin: sec(everySec), ladder: missed },
  vitals: { ...base.vitals, offsetsMin: [600] },
});
