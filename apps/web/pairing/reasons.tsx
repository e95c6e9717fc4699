import type { Criterion, FitReason } from '#contracts';
import styles from './pairing.module.css';

type Props = { reasons: readonly FitReason[]; words: Readonly<Record<Criterion, string>>; withPoints?: boolean };

/** What speaks for somebody, what weighs most first; what speaks nothing is left out. */
export function Reasons({ reasons, words, withPoints = false }: Props) {
  const speaking = reasons.filter(({ points }) => points > 0).toSorted((a, b) => b.points - a.points);
  if (!speaking.length) return null;
  return (
    <ul className={styles['why']}>
      {speaking.map(({ criterion, points, share }) => (
        <li key={criterion} data-is={share === 100 ? 'best' : undefined}>
          {words[criterion]}
          {withPoints && `: ${points}`}
        </li>
      ))}
    </ul>
  );
}
