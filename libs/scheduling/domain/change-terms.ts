import { HOUR, MINUTE } from '#kernel';

/** A clinic's own rule: a change less than `cutoffHours` before the start is late and costs `feeCents`. */
export type LateRule = Readonly<{ cutoffHours: number; feeCents: number }>;

/** Why somebody changes an appointment. */
export type ChangeReason = 'patient-request' | 'illness' | 'no-chaperone' | 'clinic' | 'safety' | 'technical' | 'no-show';

/** `none`: nothing to pay. `automatic`: waived by the rule. `pending`: a person decides. */
export type Cost = Readonly<{ isLate: boolean; feeCents: number; feeState: 'none' | 'automatic' | 'pending' }>;

/**
 * Reasons that never cost anybody anything: nobody should weigh money against safety.
 * Source: docs/clinical-defaults.md, "Booking".
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

/** What an appointment is that was cancelled for a reason; `no-show` is no cancellation. */
const CANCELLED = {
  'patient-request': 'cancelled_patient',
  illness: 'cancelled_patient',
  'no-chaperone': 'cancelled_safety',
  clinic: 'cancelled_clinic',
  safety: 'cancelled_safety',
  technical: 'cancelled_clinic',
} as const satisfies Readonly<Record<Exclude<ChangeReason, 'no-show'>, string>>;

/** The state of an appointment that is cancelled: a late change of mind is told apart. */
export const cancelledAs = (reason: keyof typeof CANCELLED, { isLate }: Cost) =>
  isLate && reason === 'patient-request' ? ('cancelled_late' as const) : CANCELLED[reason];

/** From so many minutes after the start somebody who is not there has not come. Source: docs/clinical-defaults.md, "Booking". */
const ABSENT_FROM_MIN = { patient: 20, clinician: 5 } as const;

/** From when on somebody has not come. @param startsAt epoch ms @returns epoch ms */
export const absentFrom = (startsAt: number, who: keyof typeof ABSENT_FROM_MIN): number =>
  startsAt + ABSENT_FROM_MIN[who] * MINUTE;
