import type { Displaced, MovedAs } from '#contracts';
import type { Answer } from '../calendar/moves.js';

export type Proposal = Displaced & Readonly<{ movedAs: MovedAs; times: readonly Answer[] }>;
export type Planned = Readonly<{ proposal: Proposal; to: Answer }>;
/** No two are put so near to each other: they may need the same people. */
const APART_MS = 4 * 3_600_000;

/** One time for each, none near another one; who then has none is left for a person to look at. */
export function plannedMoves(proposals: readonly Proposal[]): Planned[] {
  const planned: Planned[] = [];
  for (const proposal of proposals) {
    const isApart = ({ startsAt }: Answer) =>
      planned.every(({ to }) => Math.abs(Date.parse(to.startsAt) - Date.parse(startsAt)) >= APART_MS);
    const to = proposal.times.find(isApart);
    if (to) planned.push({ proposal, to });
  }
  return planned;
}
