import type { Displaced, MoveAnswer } from '#contracts';

export type Proposal = Displaced & Readonly<{ sessionId: string; times: readonly MoveAnswer[] }>;
export type Planned = Readonly<{ proposal: Proposal; to: MoveAnswer }>;
/** No two are put so near to each other: they may need the same people. */
const APART_MS = 4 * 3_600_000;

/** One time for each, none near another one; who then has none is left for a person to look at. */
export function plannedMoves(proposals: readonly Proposal[]): Planned[] {
  const planned: Planned[] = [];
  for (const proposal of proposals) {
    const isApart = ({ startsAt }: MoveAnswer) =>
      planned.every(({ to }) => Math.abs(Date.parse(to.startsAt) - Date.parse(startsAt)) >= APART_MS);
    const to = proposal.times.find(isApart);
    if (to) planned.push({ proposal, to });
  }
  return planned;
}
