import { MINUTE } from '#kernel';
import type { ArmedDeadline } from './effect.js';
import type { AlertKind, Level } from './entry.js';
import { patienceOf } from './patience-plan.js';
import type { Audience, Ladder, LadderTier, SessionPlan } from './plan.js';

export const checkRef = (number: number): string => `check-${number}`;
export const plannedVitalsRef = (offsetMin: number): string => `planned-vitals-${offsetMin}`;

/** The ladder that an alert climbs: that of its plan item, or for what a person or a reading raised, the one of the level it began at. */
export function ladderOf(plan: SessionPlan, kind: AlertKind, startLevel: Level): Ladder {
  if (kind === 'missed-check') return plan.checks.ladder;
  if (kind === 'missed-vitals') return plan.vitals.ladder;
  if (kind === 'unwatched') return plan.watch.ladder;
  if (kind === 'alone' || kind === 'unsettled' || kind === 'undischarged') return patienceOf(plan)[kind];
  if (startLevel >= 4) return plan.alerts.emergency;
  if (startLevel === 3 && plan.alerts.urgent) return plan.alerts.urgent;
  return startLevel >= 2 ? plan.alerts.clinicianNow : plan.alerts.watch;
}

/** The tier of a ladder; after its last one, the last one again. */
export const tierOf = (ladder: Ladder, tier: number): LadderTier => ladder.tiers[Math.min(tier, ladder.tiers.length) - 1]!;

/** Whom a tier calls. */
export const audiencesOf = (ladder: Ladder, tier: number): readonly Audience[] => tierOf(ladder, tier).calls;

/** Whole seconds: minutes may be fractions, and the deadline's columns are whole. */
export const seconds = (minutes: number): number => Math.round(60 * minutes);

/** Seconds from each tier to the next, then from each repetition of the last tier to the next. */
const delays = ({ tiers, repeatMin }: Ladder): number[] => [
  ...tiers.slice(1).map(({ afterMin }, i) => seconds(afterMin - tiers[i]!.afterMin)),
  ...repeatMin.map(seconds),
];

/**
 * The deadline of one tier of a ladder.
 *
 * @param startedAt when the thing was due or the alert was raised; epoch ms
 * @param minLevel  no tier is below this level: an alert does not grow milder by climbing
 */
export function tierDeadline(
  ladder: Ladder,
  tier: number,
  startedAt: number,
  about: Pick<ArmedDeadline, 'kind' | 'ref' | 'number' | 'everySec'>,
  minLevel: Level = 0,
): ArmedDeadline {
  return {
    ...about,
    tier,
    dueAt: startedAt + tierOf(ladder, tier).afterMin * MINUTE,
    delaysSec: delays(ladder),
    levels: ladder.tiers.map(({ level }) => Math.max(level, minLevel) as Level),
  };
}
