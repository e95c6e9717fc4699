import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { AuditPerson } from '#contracts';
import { actWords, KNOWN_ACTS, ROLES } from '../shell/audit-words.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import styles from './audit.module.css';
import { peopleQuery } from './audit-queries.js';

export type Filter = Readonly<{ patient: AuditPerson | null; person: AuditPerson | null; action: string; days: number }>;

const DAYS = [1, 7, 30, 90, 365, 2190];
const daysWords = (days: number) =>
  days === 1 ? 'The last day' : days < 365 ? `The last ${days} days` : `The last ${days / 365} years`.replace('1 years', 'year');

type Props = { filter: Filter; parts: readonly (keyof Filter)[]; onChange: (filter: Filter) => void };

export function FilterForm({ filter, parts, onChange }: Props) {
  const has = (part: keyof Filter) => parts.includes(part);
  return (
    <section className={`card ${styles['filter']}`} aria-label="Filter">
      {has('patient') && (
        <Person
          label="Whose record"
          value={filter.patient}
          isMeant={({ role }) => role === 'patient'}
          onChange={(patient) => onChange({ ...filter, patient })}
        />
      )}
      {has('person') && (
        <Person
          label="By whom"
          value={filter.person}
          isMeant={() => true}
          onChange={(person) => onChange({ ...filter, person })}
        />
      )}
      {has('action') && (
        <NativeSelect
          label="What"
          value={filter.action}
          onChange={({ currentTarget }) => onChange({ ...filter, action: currentTarget.value })}
          data={[{ value: '', label: 'Anything' }, ...KNOWN_ACTS.map((value) => ({ value, label: actWords(value) }))]}
        />
      )}
      <NativeSelect
        label="When"
        value={String(filter.days)}
        onChange={({ currentTarget }) => onChange({ ...filter, days: Number(currentTarget.value) })}
        data={DAYS.map((days) => ({ value: String(days), label: daysWords(days) }))}
      />
    </section>
  );
}

type PersonProps = {
  label: string;
  value: AuditPerson | null;
  isMeant: (person: AuditPerson) => boolean;
  onChange: (person: AuditPerson | null) => void;
};

/** Somebody by a part of their name. */
function Person({ label, value, isMeant, onChange }: PersonProps) {
  const [name, setName] = useState('');
  const [asked, setAsked] = useState('');
  const { data, error } = useQuery(peopleQuery(asked));
  const choose = (person: AuditPerson | null) => {
    setName('');
    setAsked('');
    onChange(person);
  };
  if (value) {
    return (
      <div>
        <p className="small">{label}</p>
        <p className="row">
          <strong>{value.displayName}</strong>
          <Button variant="subtle" onClick={() => choose(null)}>
            Anybody
          </Button>
        </p>
      </div>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(name.trim());
      }}
    >
      <TextInput
        label={label}
        placeholder="Part of the name, then Enter"
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <Failed error={error} />
      <ul className={styles['found']}>
        {data?.filter(isMeant).map((person) => (
          <li key={person.id}>
            <Button variant="subtle" onClick={() => choose(person)}>
              {person.displayName}, {ROLES[person.role] ?? person.role}
            </Button>
          </li>
        ))}
        {data?.filter(isMeant).length === 0 && <li className="quiet small">Nobody has this in the name.</li>}
      </ul>
    </form>
  );
}
