import { useId } from 'react';

import styles from '../intake/intake.module.css';
import type { Answerable, Draft } from './drafts.js';
import { TALK, TOUCH } from './item-words.js';

type Props = { item: Answerable; draft: Draft; chaperoneName: string | null; onChange: (draft: Draft) => void };

/** The fields of one item, as large as a thumb. */
export function Fields({ item, draft, chaperoneName, onChange }: Props) {
  const set = (name: keyof Draft) => (value: string) => onChange({ ...draft, [name]: value });
  switch (item) {
    case 'intentions':
    case 'fears':
    case 'no-go':
    case 'emergency-plan':
      return <Area label="In your words" value={draft.text ?? ''} onChange={set('text')} />;
    case 'touch':
    case 'talk':
      return (
        <>
          <Wishes options={item === 'touch' ? TOUCH : TALK} value={draft.wish ?? ''} onChange={set('wish')} />
          <Area label="Anything else about it (optional)" value={draft.text ?? ''} onChange={set('text')} />
        </>
      );
    case 'companions':
      return (
        <>
          <p>
            {chaperoneName
              ? `${chaperoneName} is with you as your chaperone. Is that not so any more? Write to your team.`
              : 'Your clinic has not named your chaperone yet. Write to your team.'}
          </p>
          <Line label="Who comes if they cannot" value={draft.backupName ?? ''} onChange={set('backupName')} />
          <Line label="Their telephone number" type="tel" value={draft.backupPhone ?? ''} onChange={set('backupPhone')} />
        </>
      );
    default:
      return null;
  }
}

type FieldProps = { label: string; value: string; onChange: (value: string) => void };

function Area({ label, value, onChange }: FieldProps) {
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <textarea id={id} rows={5} maxLength={2000} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)} />
    </div>
  );
}

export function Line({ label, value, onChange, type = 'text' }: FieldProps & { type?: 'text' | 'tel' }) {
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        autoComplete="off"
        maxLength={300}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </div>
  );
}

function Wishes({ options, value, onChange }: { options: object; value: string; onChange: (value: string) => void }) {
  const name = useId();
  return (
    <fieldset>
      <legend className="unseen">What you would like</legend>
      <div className={styles['options']}>
        {Object.entries(options).map(([wish, words]) => (
          <label key={wish}>
            <input type="radio" name={name} checked={value === wish} onChange={() => onChange(wish)} />
            <span>{words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
