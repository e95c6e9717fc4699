import type { CancelReason, RestMember } from '#contracts';
import { dollars } from '../session/change-cost.js';

/** What a change of one session costs its patient, as the clinic reads it. */
export function clinicCostWords(
  { isLate, costs }: Pick<RestMember, 'isLate' | 'costs'>,
  reason: CancelReason | undefined,
): string {
  if (!isLate) return 'in time, costs nothing';
  if (costs.every(({ feeCents }) => feeCents === 0)) return 'late, costs nothing in this clinic';
  const cost = costs.find((one) => one.reason === reason);
  if (!cost) return 'late: the reason says what it costs';
  return cost.feeState === 'pending'
    ? `late, ${dollars(cost.feeCents)} by the rule: an admin charges or waives it`
    : 'late, waived by the rule for this reason';
}
