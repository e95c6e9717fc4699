import { type FormEvent, useState } from 'react';
import type { Vitals } from '#session-engine';
import { Button } from '../shell/button.js';
import { Notice } from '../shell/states.js';
import { Choice, NO_YES } from './choice.js';
import styles from './vitals-pad.module.css';
import { EMPTY_DRAFT, readingOf, type VitalsDraft } from './vitals-reading.js';

type Field = Exclude<keyof VitalsDraft, 'hasSymptoms'>;
const FIELDS: readonly (readonly [Field, label: string, unit: string])[] = [
  ['systolic', 'Top number', 'SYS'],
  ['diastolic', 'Bottom number', 'DIA'],
  ['heartRate', 'Pulse', 'PUL'],
  ['spo2', 'Oxygen, if you can', 'SpO₂'],
];

type Props = { onSend: (vitals: Vitals) => void; sendWords?: string; needsOximeter?: boolean };

/** The numbers of the cuff, in its own order and with the letters that its display shows. */
export function VitalsPad({ onSend, sendWords = 'Send the numbers', needsOximeter = false }: Props) {
  const [draft, setDraft] = useState<VitalsDraft>(EMPTY_DRAFT);
  const [complaint, setComplaint] = useState<string | null>(null);
  const change = (part: Partial<VitalsDraft>) => {
    setDraft({ ...draft, ...part });
    setComplaint(null);
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    const reading = readingOf(draft, needsOximeter);
    if (typeof reading === 'string') return setComplaint(reading);
    setDraft(EMPTY_DRAFT);
    onSend(reading);
  };
  return (
    <form className="stack" onSubmit={send} noValidate>
      <div className={styles['numbers']}>
        {FIELDS.map(([name, label, unit]) => (
          <label key={name} className={styles['field']}>
            <span>{name === 'spo2' && needsOximeter ? 'Oxygen' : label}</span>
            <input
              inputMode="numeric"
              autoComplete="off"
              maxLength={3}
              value={draft[name]}
              onChange={({ currentTarget }) => change({ [name]: currentTarget.value.replace(/\D/g, '') })}
            />
            <small aria-hidden="true">{unit}</small>
          </label>
        ))}
      </div>
      <Choice
        legend="A very bad headache, chest pain, trouble breathing, changed sight, weakness or confusion?"
        options={NO_YES}
        value={draft.hasSymptoms}
        onChange={(hasSymptoms) => change({ hasSymptoms })}
      />
      {complaint && <Notice kind="watch">{complaint}</Notice>}
      <Button type="submit" size="l">
        {sendWords}
      </Button>
    </form>
  );
}
