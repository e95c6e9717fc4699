import { costWords } from '../session/change-cost.js';
import type { CostProps } from './voice.js';

/** What a change of all of them costs, said before anybody clicks: only those that are late can cost anything. */
export function RestCost({ rest, reason }: CostProps) {
  const late = rest.filter(({ isLate }) => isLate);
  const [words = 'It costs nothing.'] = late.map((one) => costWords(one, reason)).filter((one) => one !== 'It costs nothing.');
  return (
    <p aria-live="polite">
      {late.length > 1 && words !== 'It costs nothing.' ? `For each of ${late.length} sessions: ${words}` : words}
    </p>
  );
}
