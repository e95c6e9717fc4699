import { DAY, HOUR, type Span } from '#kernel';

/** `ahead`, `now` and `past` open the page; the others say why it does not open. */
export type Stage = 'ahead' | 'now' | 'past' | 'cancelled' | 'over' | 'revoked';

/** A missed visit is reminded of for three days; whoever opens that message late still finds whom to call. Source: docs/adr/0015-one-tap-links.md. */
export const OPEN_AFTER_END_MS = 7 * DAY;
/** Earlier than this nobody knows that they will be late. */
const LATE_BEFORE_MS = 4 * HOUR;

/** A link as its row and its appointment tell it; the span in epoch ms. */
export type LinkFacts = Readonly<{ isRevoked: boolean; isCancelled: boolean; during: Span }>;

/**
 * What a link opens.
 *
 * @param now epoch ms
 * @returns   `cancelled` before `over` before `revoked`: the first that a person can make sense of
 */
export function stageOf({ isRevoked, isCancelled, during }: LinkFacts, now: number): Stage {
  if (isCancelled) return 'cancelled';
  if (now >= during.to + OPEN_AFTER_END_MS) return 'over';
  if (isRevoked) return 'revoked';
  if (now >= during.to) return 'past';
  return now >= during.from ? 'now' : 'ahead';
}

export const opensPage = (stage: Stage): stage is 'ahead' | 'now' | 'past' =>
  stage === 'ahead' || stage === 'now' || stage === 'past';

/**
 * What may be said through a link: that one will be there, until it begins; that one is late, from four hours before until the end.
 *
 * @param now epoch ms
 */
export function mayBeSaid(facts: LinkFacts, now: number): Readonly<{ mayConfirm: boolean; maySayLate: boolean }> {
  const stage = stageOf(facts, now);
  const isNear = now >= facts.during.from - LATE_BEFORE_MS;
  return { mayConfirm: stage === 'ahead', maySayLate: stage === 'now' || (stage === 'ahead' && isNear) };
}
