/**
 * How a pairing goes; the database says the same. The states of an offer are its own: it ends accepted, declined, expired or withdrawn.
 */
export const transitions = {
  requested: ['ranked', 'ended'],
  ranked: ['ranked', 'offered', 'ended'],
  offered: ['ranked', 'active', 'ended'],
  active: ['handover_pending', 'ended'],
  handover_pending: ['active', 'ended'],
  ended: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type State = keyof typeof transitions;
