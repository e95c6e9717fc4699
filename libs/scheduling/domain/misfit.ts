import { contains, overlaps, type Span, subtract } from '#kernel';

/** Somebody's time as their calendar has it now. Disjoint spans, rising; epoch ms. `overfull`: days on which more begins than they take. */
export type Time = Readonly<{ hours: readonly Span[]; away: readonly Span[]; overfull: readonly Span[] }>;

/** Why a share in an appointment does not fit somebody's time any more. */
export type Misfit = 'away' | 'off-hours' | 'over-cap';

/**
 * What has changed under an appointment that is booked: it stays booked, and somebody has to look at it.
 *
 * @param share    from when until when the person is needed; epoch ms
 * @param startsAt when the appointment begins; epoch ms
 * @returns        none while it fits; being away says more than lying outside of hours
 */
export function misfitsOf(share: Span, startsAt: number, { hours, away, overfull }: Time): Misfit[] {
  const misfits: Misfit[] = [];
  if (away.some((span) => overlaps(span, share))) misfits.push('away');
  else if (!subtract(hours, away).some((span) => contains(span, share))) misfits.push('off-hours');
  if (overfull.some(({ from, to }) => from <= startsAt && startsAt < to)) misfits.push('over-cap');
  return misfits;
}
