import { EVERYBODY, REPEAT } from './last-tier.js';
import type { Ladder, Patience, SessionPlan } from './plan.js';

const alone: Ladder = {
  tiers: [
    { afterMin: 10, level: 3, calls: ['therapist', 'prescriber', 'on-call'] },
    { afterMin: 12, level: 3, calls: ['physician'] },
    { afterMin: 14, level: 4, calls: EVERYBODY },
  ],
  repeatMin: REPEAT,
};

const unsettled: Ladder = {
  tiers: [
    { afterMin: 10, level: 2, calls: ['therapist', 'prescriber'] },
    { afterMin: 12, level: 2, calls: ['on-call'] },
    { afterMin: 14, level: 3, calls: ['therapist', 'prescriber', 'on-call', 'physician'] },
  ],
  repeatMin: REPEAT,
};

const undischarged: Ladder = {
  tiers: [
    { afterMin: 180, level: 2, calls: ['prescriber', 'physician'] },
    { afterMin: 182, level: 2, calls: ['on-call'] },
    { afterMin: 184, level: 3, calls: ['therapist', 'prescriber', 'on-call', 'physician', 'admin'] },
  ],
  repeatMin: REPEAT,
};

/** What holds where a plan says nothing: plans that were signed before it was asked for are frozen as they are. */
export const PATIENCE: Patience = { alone, unsettled, undischarged };

export const PATIENCE_SOURCE =
  'Ten minutes without a companion or without settling, three hours without a discharge; Hearth default, to be reviewed by the clinic';

/** How long a session waits for somebody to come back, for calm, and for its discharge. */
export const patienceOf = ({ patience }: SessionPlan): Patience => patience ?? PATIENCE;
