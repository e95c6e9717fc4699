import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';

import type { TimeOff, TimeOffKind } from '#contracts';
import { Button } from '../shell/button.js';
import { dayOf, timeOfDay } from '../time.js';
import styles from './hours.module.css';
import { type Draft, TIME_OFF, zonesWith } from './hours-draft.js';
import { DateInput, SpanInputs } from './weekly-editor.js';

type Props = { draft: Draft; zone: string; onChange: (change: Partial<Draft>) => void };

function replaced<T>(list: readonly T[], at: number, ...next: T[]): T[] {
  return [...list.slice(0, at), ...next, ...list.slice(at + 1)];
}

type ListProps<T> = {
  title: string;
  hint: string;
  add: string;
  list: readonly T[];
  fresh: T;
  onChange: (list: T[]) => void;
  children: (one: T, change: (next: T) => void) => ReactNode;
};

/** A list of dated things, each with a way to remove it. */
function DatedList<T>({ title, hint, add, list, fresh, onChange, children }: ListProps<T>) {
  return (
    <section className="card stack" aria-label={title}>
      <h2>{title}</h2>
      <p className="quiet">{hint}</p>
      {list.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what is being entered has no name yet
        <div key={at} className={styles['line']}>
          {children(one, (next) => onChange(replaced(list, at, next)))}
          <Button
            variant="subtle"
            aria-label={`Remove ${title.toLowerCase()} ${at + 1}`}
            onClick={() => onChange(replaced(list, at))}
          >
            Remove
          </Button>
        </div>
      ))}
      <div>
        <Button variant="default" onClick={() => onChange([...list, fresh])}>
          {add}
        </Button>
      </div>
    </section>
  );
}

/** What differs from the week: other hours on a date, time off, another place. */
export function DatesEditor({ draft, zone, onChange }: Props) {
  return (
    <>
      <DatedList
        title="Other hours"
        hint="On one date, in place of the weekly hours. Without hours, that date is free."
        add="Add a date"
        list={draft.overrides}
        fresh={{ day: '', hours: [{ fromMin: 540, toMin: 1020 }] }}
        onChange={(overrides) => onChange({ overrides })}
      >
        {(one, change) => <Override one={one} onChange={change} />}
      </DatedList>
      <DatedList<TimeOff>
        title="Time off"
        hint="Whole days. What is booked on them stays booked, and is listed below."
        add="Add time off"
        list={draft.timeOff}
        fresh={{ kind: 'leave', firstDay: '', lastDay: '' }}
        onChange={(timeOff) => onChange({ timeOff })}
      >
        {(one, change) => <Off one={one} zone={zone} onChange={change} />}
      </DatedList>
      <DatedList
        title="Travel"
        hint="On these days your hours mean the clock of another place. Without a last day, you have moved."
        add="Add a journey"
        list={draft.travels}
        fresh={{ zone, firstDay: '', lastDay: null }}
        onChange={(travels) => onChange({ travels })}
      >
        {(one, change) => (
          <>
            <NativeSelect
              label="Time zone"
              data={zonesWith(one.zone)}
              value={one.zone}
              onChange={({ currentTarget }) => change({ ...one, zone: currentTarget.value })}
            />
            <DateInput label="First day" value={one.firstDay} onChange={(firstDay) => change({ ...one, firstDay })} />
            <DateInput
              label="Last day"
              value={one.lastDay}
              onChange={(lastDay) => change({ ...one, lastDay: lastDay || null })}
            />
          </>
        )}
      </DatedList>
    </>
  );
}

type Overriding = Draft['overrides'][number];

function Override({ one, onChange }: { one: Overriding; onChange: (next: Overriding) => void }) {
  return (
    <>
      <DateInput label="Date" value={one.day} onChange={(day) => onChange({ ...one, day })} />
      {one.hours.map((span, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: hours have no other name
        <div key={at} className={styles['line']}>
          <SpanInputs
            what={`Hours ${at + 1} on ${one.day}`}
            span={span}
            onChange={(next) => onChange({ ...one, hours: replaced(one.hours, at, next) })}
          />
          <Button variant="subtle" onClick={() => onChange({ ...one, hours: replaced(one.hours, at) })}>
            {one.hours.length === 1 ? 'Free that day' : 'Remove these hours'}
          </Button>
        </div>
      ))}
      <Button variant="subtle" onClick={() => onChange({ ...one, hours: [...one.hours, { fromMin: 540, toMin: 1020 }] })}>
        Add hours
      </Button>
    </>
  );
}

function Off({ one, zone, onChange }: { one: TimeOff; zone: string; onChange: (next: TimeOff) => void }) {
  return (
    <>
      <NativeSelect
        label="Kind"
        data={Object.entries(TIME_OFF).map(([value, label]) => ({ value, label }))}
        value={one.kind}
        onChange={({ currentTarget }) => onChange({ ...one, kind: currentTarget.value as TimeOffKind })}
      />
      {'startsAt' in one ? (
        <p>
          {dayOf(one.startsAt, zone)}, {timeOfDay(one.startsAt, zone)} to {dayOf(one.endsAt, zone)}, {timeOfDay(one.endsAt, zone)}
        </p>
      ) : (
        <>
          <DateInput label="First day" value={one.firstDay} onChange={(firstDay) => onChange({ ...one, firstDay })} />
          <DateInput label="Last day" value={one.lastDay} onChange={(lastDay) => onChange({ ...one, lastDay })} />
        </>
      )}
    </>
  );
}
