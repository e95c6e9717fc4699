import { useId } from 'react';

import styles from '../screening/screening.module.css';

type Props = { label: string; value: string; onChange: (value: string) => void; step?: string; isOptional?: boolean };

/** A number that somebody enters; nothing stands in it before. */
export function NumberLine({ label, value, onChange, step = '1', isOptional = false }: Props) {
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="number"
        inputMode="decimal"
        min={step}
        step={step}
        required={!isOptional}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </div>
  );
}
