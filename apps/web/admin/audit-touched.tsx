import { useQuery } from '@tanstack/react-query';

import type { AuditPerson } from '#contracts';
import { Empty, Failed, Loading, Notice } from '../shell/states.js';
import { isoDay, timeOfDay } from '../time.js';
import styles from './audit.module.css';
import { Name } from './audit-events.js';
import { type Span, touchedQuery } from './audit-queries.js';

type Props = { person: AuditPerson | null; span: Span; zone: string; onPatient: (who: AuditPerson) => void };

/** What a lost sign-in has reached: every patient of whom somebody read or wrote anything. */
export function Touched({ person, ...props }: Props) {
  if (!person)
    return <Empty title="Whose sign-in?">Choose a person above. You see all patients whose records they read or changed.</Empty>;
  return <TouchedBy person={person} {...props} />;
}

function TouchedBy({ person, span, zone, onPatient }: Props & { person: AuditPerson }) {
  const { data, error } = useQuery(touchedQuery(person.id, span));
  return (
    <section className="stack" aria-label={`Patients whose records ${person.displayName} reached`}>
      <Failed error={error} />
      {!data && !error && <Loading what="the patients" />}
      {data?.isWhole === false && <Notice kind="watch">There are more than 5,000. Choose a shorter time to see all.</Notice>}
      {data?.patients.length === 0 && <Empty title="Nobody’s record was reached in this time" />}
      <ul className={`card ${styles['list']}`}>
        {data?.patients.map((patient) => (
          <li key={patient.id}>
            <time dateTime={patient.lastAt}>
              {isoDay(patient.lastAt, zone)} {timeOfDay(patient.lastAt, zone)}
            </time>
            <div>
              <Name who={patient} onChoose={onPatient} />
              <p className="quiet small">
                {patient.acts === 1 ? 'once' : `${patient.acts} times`}, first on {isoDay(patient.firstAt, zone)}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
