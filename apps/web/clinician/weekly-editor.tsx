import { TextInput } from '@mantine/core';

import type { WeeklyTime } from '#contracts';
import { Button } from '../shell/button.js';
import styles from './hours.module.css';
import { fromClock, nextHours, toClock, WEEKDAYS } from './hours-draft.js';

type Span = Readonly<{ fromMin: number; toMin: number }>;

/** From when until when, as the clock on the wall shows it. */
export function SpanInputs({ what, span, onChange }: { what: string; span: Span; onChange: (span: Span) => void }) {
  return (
    <>
      <TextInput
        type="time"
        label="From"
        aria-label={`${what}, from`}
        value={toClock(span.fromMin)}
        onChange={({ currentTarget }) => onChange({ ...span, fromMin: fromClock(currentTarget.value) ?? span.fromMin })}
      />
      <TextInput
        type="time"
        label="To"
        aria-label={`${what}, to`}
        value={toClock(span.toMin)}
        onChange={({ currentTarget }) => onChange({ ...span, toMin: fromClock(currentTarget.value, true) ?? span.toMin })}
      />
    </>
  );
}

export const DateInput = (props: { label: string; value: string | null; onChange: (day: string) => void }) => (
  <TextInput
    type="date"
    label={props.label}
    value={props.value ?? ''}
    onChange={({ currentTarget }) => props.onChange(currentTarget.value)}
  />
);

type Props = { weekly: readonly WeeklyTime[]; onChange: (weekly: WeeklyTime[]) => void };

/** The hours of each weekday; a weekday without any is free. */
export function WeeklyEditor({ weekly, onChange }: Props) {
  const replace = (old: WeeklyTime, row?: WeeklyTime) => onChange(weekly.flatMap((one) => (one === old ? (row ?? []) : one)));
  return (
    <section className="card stack" aria-labelledby="weekly">
      <h2 id="weekly">Every week</h2>
      <ul className={styles['days']}>
        {WEEKDAYS.map((name, i) => (
          <li key={name}>
            <h3>{name}</h3>
            <div>
              {weekly
                .filter(({ isoWeekday }) => isoWeekday === i + 1)
                .map((row, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name, and keep their order while they are edited
                  <Row key={at} name={`${name} ${at + 1}`} row={row} onChange={(next) => replace(row, next)} />
                ))}
              <Button
                variant="subtle"
                aria-label={`Add hours on ${name}`}
                onClick={() => onChange([...weekly, nextHours(weekly, i + 1)])}
              >
                Add hours
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Row({ name, row, onChange }: { name: string; row: WeeklyTime; onChange: (row?: WeeklyTime) => void }) {
  const isBound = row.firstDay !== null || row.lastDay !== null;
  return (
    <div className={styles['line']}>
      <SpanInputs what={name} span={row} onChange={(span) => onChange({ ...row, ...span })} />
      {isBound && (
        <>
          <DateInput
            label="First day"
            value={row.firstDay}
            onChange={(firstDay) => onChange({ ...row, firstDay: firstDay || null })}
          />
          <DateInput
            label="Last day"
            value={row.lastDay}
            onChange={(lastDay) => onChange({ ...row, lastDay: lastDay || null })}
          />
        </>
      )}
      {!isBound && (
        <Button
          variant="subtle"
          aria-label={`Only between dates: ${name}`}
          onClick={() => onChange({ ...row, firstDay: new Date().toISOString().slice(0, 10) })}
        >
          Only between dates
        </Button>
      )}
      <Button variant="subtle" aria-label={`Remove ${name}`} onClick={() => onChange()}>
        Remove
      </Button>
    </div>
  );
}
