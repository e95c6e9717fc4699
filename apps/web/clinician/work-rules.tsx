import { NativeSelect, TextInput } from '@mantine/core';

import type { AppointmentKind } from '#contracts';
import styles from './hours.module.css';
import { type Draft, KINDS, zonesWith } from './hours-draft.js';

type Props = { draft: Draft; zone: string; onChange: (change: Partial<Draft>) => void };
type NumberName = 'pauseBeforeMin' | 'pauseAfterMin';

const wholeNumber = (text: string, most: number): number => Math.min(most, Math.max(0, Math.floor(Number(text)) || 0));

/** Where the hours are, and what holds whatever the hour. */
export function WorkRules({ draft, zone, onChange }: Props) {
  const number = (name: NumberName, label: string) => (
    <TextInput
      label={label}
      inputMode="numeric"
      value={String(draft[name])}
      onChange={({ currentTarget }) => onChange({ [name]: wholeNumber(currentTarget.value, 240) })}
    />
  );
  return (
    <section className="card stack" aria-labelledby="rules">
      <h2 id="rules">Rules</h2>
      <div className={styles['rules']}>
        <NativeSelect
          label="Time zone of these hours"
          data={zonesWith(zone)}
          value={zone}
          onChange={({ currentTarget }) => onChange({ zone: currentTarget.value })}
        />
        {number('pauseBeforeMin', 'Pause before an appointment (min)')}
        {number('pauseAfterMin', 'Pause after an appointment (min)')}
        <TextInput
          label="Notice before a booking (hours)"
          inputMode="numeric"
          value={String(Math.round(draft.noticeMin / 60))}
          onChange={({ currentTarget }) => onChange({ noticeMin: wholeNumber(currentTarget.value, 1_440) * 60 })}
        />
        <TextInput
          label="Appointments a day, at most"
          placeholder="Any number"
          inputMode="numeric"
          value={draft.dailyCap === null ? '' : String(draft.dailyCap)}
          onChange={({ currentTarget }) => onChange({ dailyCap: wholeNumber(currentTarget.value, 50) || null })}
        />
      </div>
      <Kinds kinds={draft.kinds} onChange={(kinds) => onChange({ kinds })} />
    </section>
  );
}

function Kinds({ kinds, onChange }: { kinds: Draft['kinds']; onChange: (kinds: Draft['kinds']) => void }) {
  const all = Object.keys(KINDS) as AppointmentKind[];
  const toggle = (kind: AppointmentKind) => {
    const taken = kinds ?? all;
    const next = taken.includes(kind) ? taken.filter((one) => one !== kind) : [...taken, kind];
    onChange(next.length === all.length ? null : next);
  };
  return (
    <fieldset className={styles['kinds']}>
      <legend>Appointments that are taken</legend>
      {all.map((kind) => (
        <label key={kind}>
          <input type="checkbox" checked={kinds?.includes(kind) ?? true} onChange={() => toggle(kind)} />
          {KINDS[kind]}
        </label>
      ))}
    </fieldset>
  );
}
