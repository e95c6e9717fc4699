import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';

import type { AssessmentRules } from '#contracts';
import { LEVELS } from '../assessments/words.js';
import styles from '../care/care.module.css';
import { Button } from '../shell/button.js';
import type { Draft } from './rules-draft.js';

type Props = { rules: AssessmentRules; draft: Draft; onEdit: ((draft: Draft) => void) | null };

/** Medicines that are known, by class, and names that the clinic adds. What is in no class is not checked, and never safe. */
export function DrugRules({ rules: { drugClasses }, draft, onEdit }: Props) {
  return (
    <section className="card stack" aria-labelledby="drug-rules">
      <h2 id="drug-rules">Medicines</h2>
      <p className="quiet">What is in no class is “not checked”, and never safe.</p>
      <ul>
        {drugClasses.map(({ id, level, why, names, source }) => (
          <li key={id} className={styles['member']}>
            <details>
              <summary>
                <strong>{id}</strong>: {LEVELS[level]}. It {why}
              </summary>
              <p>{names.join(', ')}</p>
              <p className="quiet small">{source}</p>
            </details>
          </li>
        ))}
      </ul>
      <h3>Names that this clinic has added</h3>
      {draft.drugs.length === 0 && <p className="quiet">None.</p>}
      <ul>
        {draft.drugs.map(({ name, classId }) => (
          <li key={`${name} ${classId}`} className={styles['member']}>
            <span>
              {name} <span className="quiet">as {classId}</span>
            </span>
            {onEdit && (
              <Button
                variant="subtle"
                aria-label={`Remove ${name}`}
                onClick={() =>
                  onEdit({ ...draft, drugs: draft.drugs.filter((drug) => drug.name !== name || drug.classId !== classId) })
                }
              >
                Remove
              </Button>
            )}
          </li>
        ))}
      </ul>
      {onEdit && <Adder classes={drugClasses} draft={draft} onEdit={onEdit} />}
    </section>
  );
}

type AdderProps = { classes: AssessmentRules['drugClasses']; draft: Draft; onEdit: (draft: Draft) => void };

function Adder({ classes, draft, onEdit }: AdderProps) {
  const [name, setName] = useState('');
  const [classId, setClass] = useState(classes[0]?.id ?? '');
  const add = () => {
    onEdit({ ...draft, drugs: [...draft.drugs, { name: name.trim(), classId }] });
    setName('');
  };
  return (
    <div className="row">
      <TextInput label="Name" maxLength={80} value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} />
      <NativeSelect
        label="Class"
        data={classes.map(({ id }) => id)}
        value={classId}
        onChange={({ currentTarget }) => setClass(currentTarget.value)}
      />
      <Button variant="default" disabled={name.trim().length < 2} onClick={add}>
        Add
      </Button>
    </div>
  );
}
