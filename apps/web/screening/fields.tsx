import { useId } from 'react';

import styles from './screening.module.css';

type ChooseProps<T extends string> = {
  label: string;
  options: Readonly<Record<T, string>>;
  value: T | '';
  onChange: (value: T) => void;
};

/** One of several. */
export function Choose<T extends string>({ label, options, value, onChange }: ChooseProps<T>) {
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} required onChange={({ currentTarget }) => onChange(currentTarget.value as T)}>
        <option value="" disabled>
          Please choose
        </option>
        {(Object.entries(options) as [T, string][]).map(([code, words]) => (
          <option key={code} value={code}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

type ManyProps<T extends string> = {
  legend: string;
  options: Readonly<Record<T, string>>;
  value: readonly T[];
  onChange: (value: T[]) => void;
};

/** Any of several. */
export function ChooseMany<T extends string>({ legend, options, value, onChange }: ManyProps<T>) {
  return (
    <fieldset className={styles['choices']}>
      <legend>{legend}</legend>
      {(Object.entries(options) as [T, string][]).map(([code, words]) => (
        <label key={code}>
          <input
            type="checkbox"
            checked={value.includes(code)}
            onChange={({ currentTarget }) =>
              onChange(currentTarget.checked ? [...value, code] : value.filter((other) => other !== code))
            }
          />
          {words}
        </label>
      ))}
    </fieldset>
  );
}

type TextProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  isOptional?: boolean;
  rows?: number;
  maxLength?: number;
};

/** As much as somebody writes; sealed where it is kept. */
export function Words({ label, value, onChange, isOptional = false, rows = 3, maxLength = 2_000 }: TextProps) {
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={rows}
        maxLength={maxLength}
        required={!isOptional}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </div>
  );
}

type LineProps = { label: string; value: string; onChange: (value: string) => void; type?: 'text' | 'date' | 'datetime-local' };

export function Line({ label, value, onChange, type = 'text' }: LineProps) {
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        required
        maxLength={200}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </div>
  );
}
