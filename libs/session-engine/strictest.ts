import type { GateLimits } from './plan.js';

const LOWER_IS_STRICTER: ReadonlySet<keyof GateLimits> = new Set<keyof GateLimits>([
  'reviewSystolic',
  'reviewDiastolic',
  'reviewHeartRate',
  'holdSystolic',
  'holdDiastolic',
  'holdHeartRate',
  'vitalsMaxAgeMin',
  'maxRepeats',
]);

/** The names of limits that would let more through than `first` does. */
export function loosenedLimits(first: GateLimits, others: Partial<GateLimits>): (keyof GateLimits)[] {
  const strictest = strictestLimits(first, others);
  return (Object.keys(others) as (keyof GateLimits)[]).filter((name) => strictest[name] !== others[name]);
}

/**
 * The safest of several sets of gate limits: of each limit the one that lets the least through. Limits can be tightened, never loosened.
 *
 * @param first  a whole set (the protocol's)
 * @param others the clinic's and the patient's, as far as they say something
 */
export function strictestLimits(first: GateLimits, ...others: readonly Partial<GateLimits>[]): GateLimits {
  const stricter = (name: keyof GateLimits): number => {
    const said = [first, ...others].map((limits) => limits[name]).filter((limit) => typeof limit === 'number');
    return LOWER_IS_STRICTER.has(name) ? Math.min(...said) : Math.max(...said);
  };
  return Object.fromEntries((Object.keys(first) as (keyof GateLimits)[]).map((name) => [name, stricter(name)])) as GateLimits;
}
