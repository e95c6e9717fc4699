import { NativeSelect } from '@mantine/core';

import type { AssessmentRules, FindingLevel } from '#contracts';
import { LEVELS } from '../assessments/words.js';
import styles from './rules.module.css';
import { type Draft, levelsFor } from './rules-draft.js';

type Props = { rules: AssessmentRules; draft: Draft; onEdit: ((draft: Draft) => void) | null };

/** What answers mean for suitability; none of it rejects anybody. */
export function FindingRules({ rules: { rules }, draft, onEdit }: Props) {
  return (
    <section className="card stack" aria-labelledby="finding-rules">
      <h2 id="finding-rules">What answers mean</h2>
      <ul>
        {rules.map(({ id, ours, reason, clears, source }) => (
          <li key={id} className={styles['rule']}>
            <div>
              <strong>{reason}</strong>
              <p className="quiet">Clears it: {clears}</p>
              <p className={styles['id']}>
                {id} · {source}
              </p>
            </div>
            <Level
              ours={ours}
              label={reason}
              value={draft.levels[id] ?? ours}
              onChange={onEdit && ((level) => onEdit({ ...draft, levels: { ...draft.levels, [id]: level } }))}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

type LevelProps = { ours: FindingLevel; label: string; value: FindingLevel; onChange: ((level: FindingLevel) => void) | null };

function Level({ ours, label, value, onChange }: LevelProps) {
  const choices = levelsFor(ours);
  if (!onChange || choices.length === 1) return <p>{LEVELS[value]}</p>;
  return (
    <NativeSelect
      aria-label={`Level of: ${label}`}
      description={`Hearth brings: ${LEVELS[ours]}`}
      data={choices.map((level) => ({ value: level, label: LEVELS[level] }))}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value as FindingLevel)}
    />
  );
}
