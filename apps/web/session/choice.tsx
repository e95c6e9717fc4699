import { useId } from 'react';

import styles from './choice.module.css';

type Option<T> = Readonly<{ value: T; words: string }>;
type Props<T> = { legend: string; options: readonly Option<T>[]; value: T | undefined; onChange: (value: T) => void };

/** One question, its answers as large targets; radio buttons to a keyboard and to a screen reader. */
export function Choice<T extends string | boolean>({ legend, options, value, onChange }: Props<T>) {
  const name = useId();
  return (
    <fieldset className={styles['choice']}>
      <legend>{legend}</legend>
      <div className={styles['options']}>
        {options.map((option) => (
          <label key={option.words}>
            <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
            <span>{option.words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export const NO_YES: readonly Option<boolean>[] = [
  { value: false, words: 'No' },
  { value: true, words: 'Yes' },
];
