import { type FormEvent, Fragment, useState } from 'react';

import type { TemplateContent, VersionContent, VersionView } from '#contracts';
import { Choose, Line, Words } from '../screening/fields.js';
import { Button } from '../shell/button.js';
import { NumberLine } from './number-line.js';
import styles from './protocols.module.css';
import { LATER, versionFields, versionOf } from './version-fields.js';

type Props = {
  bounds: TemplateContent;
  from: VersionView['content'] | undefined;
  isPending: boolean;
  onKeep: (content: VersionContent) => void;
};

/** The terms of a course. Each can only be stricter than the template's; no dose is among them. */
export function VersionForm({ bounds, from, isPending, onKeep }: Props) {
  const [fields, setFields] = useState(() => versionFields(from));
  const set = (name: keyof typeof fields) => (value: string) => setFields({ ...fields, [name]: value });
  const phases = Object.fromEntries(
    bounds.phases.map(({ name, spacingDays }) => [name, `${name}, ${spacingDays} days apart at least`]),
  );
  const chosen = bounds.phases.findIndex(({ name }) => name === fields.phase);
  const following =
    chosen === -1
      ? []
      : bounds.phases.slice(chosen + 1).flatMap(({ name }) => (name in LATER ? [name as keyof typeof LATER] : []));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onKeep(versionOf(fields, bounds, from));
  };
  return (
    <form className="stack" onSubmit={submit} aria-label="Terms of the course">
      <div className={styles['fields']}>
        <Choose label="Phase" options={phases} value={fields.phase} onChange={set('phase')} />
        <NumberLine label="Sessions" value={fields.sessions} onChange={set('sessions')} />
        <NumberLine label="Days between two sessions, at least" value={fields.minDaysBetween} onChange={set('minDaysBetween')} />
        {following.map((name) => (
          <Fragment key={name}>
            <NumberLine
              label={`Then sessions of ${name}`}
              value={fields[LATER[name].sessions]}
              onChange={set(LATER[name].sessions)}
              isOptional
            />
            <NumberLine
              label={`Days before each session of ${name}, at least`}
              value={fields[LATER[name].days]}
              onChange={set(LATER[name].days)}
              isOptional={fields[LATER[name].sessions] === ''}
            />
          </Fragment>
        ))}
        <Line type="date" label="End-point review on" value={fields.endPointReviewOn} onChange={set('endPointReviewOn')} />
        <NumberLine label="No dose from systolic, mmHg" value={fields.holdSystolic} onChange={set('holdSystolic')} isOptional />
        <NumberLine label="Most mg in one session" value={fields.maxMg} onChange={set('maxMg')} step="0.01" isOptional />
      </div>
      <Words label="What the patient wants to reach" value={fields.goal} onChange={set('goal')} rows={2} />
      <Words label="Why this version" value={fields.reason} onChange={set('reason')} rows={2} />
      <div>
        <Button type="submit" variant="default" loading={isPending}>
          Keep the draft
        </Button>
      </div>
    </form>
  );
}
