import { HOUR } from '#kernel';

/** A clinic's own rule: a change less than `cutoffHours` before the start is late and costs `feeCents`. */
export type LateRule = Readonly<{ cutoffHours: number; feeCents: number }>;

/** Why somebody changes an appointment. */
export type ChangeReason = 'patient-request' | 'illness' | 'no-chaperone' | 'clinic' | 'safety' | 'technical' | 'no-show';

/** `none`: nothing to pay. `automatic`: waived by the rule. `pending`: a person decides. */
export type Cost = Readonly<{ isLate: boolean; feeCents: number; feeState: 'none' | 'automatic' | 'pending' }>;

/**
 * Reasons that never cost anybody anything: nobody should weigh money against safety.
 * Source: domain.md §5 `cancel.autoWaive` and §4.7 U2, U5, U37.
 */
const WAIVED: ReadonlySet<ChangeReason> = new Set<ChangeReason>(['illness', 'no-chaperone', 'clinic', 'safety', 'technical']);

/** From this instant on a change is late. Cut-offs count real hours, whatever the clocks do. @param startsAt epoch ms */
export const lateFrom = (startsAt: number, { cutoffHours }: LateRule): number => startsAt - cutoffHours * HOUR;

/**
 * What a change costs. A change at the very cut-off is late; one of an appointment that has begun is, too.
 *
 * @param startsAt epoch ms
 * @param now      epoch ms
 */
export function costOf(startsAt: number, now: number, rule: LateRule, reason: ChangeReason): Cost {
  if (now < lateFrom(startsAt, rule)) return { isLate: false, feeCents: 0, feeState: 'none' };
  if (rule.feeCents === 0) return { isLate: true, feeCents: 0, feeState: 'none' };
  return { isLate: true, feeCents: rule.feeCents, feeState: WAIVED.has(reason) ? 'automatic' : 'pending' };
}
