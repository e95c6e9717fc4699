import { useQuery } from '@tanstack/react-query';

import { type CancelReason, type ChangeTerms, readChangeTerms } from '#contracts';
import { call } from '../call.js';

export const dollars = (cents: number): string => (cents / 100).toLocaleString('en-US', { style: 'currency', currency: 'USD' });

/** What a change costs for a reason, in words. */
export function costWords({ isLate, costs }: Pick<ChangeTerms, 'isLate' | 'costs'>, reason: CancelReason | undefined): string {
  if (!isLate || costs.every(({ feeCents }) => feeCents === 0)) return 'It costs nothing.';
  const cost = costs.find((one) => one.reason === reason);
  if (!cost) return 'It is late for a change. Say what it is, and you see here whether it costs anything.';
  if (cost.feeState !== 'pending') return 'It costs nothing, for this reason never.';
  return `It is late for a change: it can cost ${dollars(cost.feeCents)}. The clinic looks at it first, and tells you.`;
}

/** Said before anybody clicks. */
export function ChangeCost({ sessionId, reason }: { sessionId: string; reason: CancelReason | undefined }) {
  const { data } = useQuery({
    queryKey: ['change-terms', sessionId],
    queryFn: () => call(readChangeTerms, { params: { sessionId } }),
    staleTime: 0,
  });
  return <p aria-live="polite">{data ? costWords(data, reason) : 'Looking up what it costs…'}</p>;
}
