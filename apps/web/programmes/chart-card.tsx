import { useQuery } from '@tanstack/react-query';

import type { ProgrammeEnrolment } from '#contracts';
import styles from '../protocols/protocols.module.css';
import { Empty, Failed, Loading } from '../shell/states.js';
import { dayOf, timeOfDay } from '../time.js';
import { EnrolForm } from './enrol-form.js';
import { programmeQuery } from './queries.js';
import { StepActs } from './step-acts.js';
import { DOERS, ENDINGS, REQUIREMENTS, STATES, staffWords } from './words.js';

type Props = { patientId: string; isPrescriber: boolean; zone: string };

/** Which programme the patient is in, what comes next and who does it; and the acts of those who care for them. */
export function ProgrammeCard({ patientId, isPrescriber, zone }: Props) {
  const { data, error } = useQuery(programmeQuery(patientId));
  const enrolment = data?.enrolment ?? null;
  const isOpen = enrolment !== null && enrolment.next !== null;
  return (
    <section className="card stack" aria-labelledby="programme">
      <h2 id="programme">Programme</h2>
      <Failed error={error} />
      {!data && !error && <Loading what="the programme" />}
      {data && !enrolment && <Empty title="In no programme" />}
      {enrolment && <Standing enrolment={enrolment} zone={zone} />}
      {isOpen && data?.mayChange && <StepActs patientId={patientId} enrolment={enrolment} isPrescriber={isPrescriber} />}
      {data && !isOpen && data.mayChange && <EnrolForm patientId={patientId} isEligible={data.isEligible} />}
      {data && data.past.length > 0 && (
        <ul className="small">
          {data.past.map(({ name, state, enrolledAt }) => (
            <li key={enrolledAt}>
              {name}, from {dayOf(enrolledAt, zone)}: {STATES[state].toLowerCase()}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Standing({ enrolment, zone }: { enrolment: ProgrammeEnrolment; zone: string }) {
  const { content, versionNumber, state, sessionsHad, next, ownTherapist, marks, ending, enrolledAt, enrolledByName } = enrolment;
  return (
    <>
      <div className={styles['head']}>
        <strong>
          {content.name}, version {versionNumber}
        </strong>
        <span className={styles['tag']} data-kind={state === 'completed' ? 'done' : undefined}>
          {STATES[state]}
        </span>
      </div>
      {next && (
        <p>
          Next: {staffWords(next)}
          {next.at && `, ${dayOf(next.at, zone)}, ${timeOfDay(next.at, zone)}`}. By {DOERS[next.by]}.
        </p>
      )}
      <dl className={`${styles['facts']} small`}>
        <dt>Sessions</dt>
        <dd>
          {sessionsHad} of {content.sessions}
        </dd>
        <dt>Enrolled</dt>
        <dd>
          {dayOf(enrolledAt, zone)}, by {enrolledByName ?? 'somebody'}
        </dd>
        {content.ownTherapist && (
          <>
            <dt>Own therapist</dt>
            <dd>
              {ownTherapist ? (ownTherapist.name ?? 'erased') : 'not named yet'}
              {ownTherapist && !ownTherapist.isOpen && ' (the patient has taken it back, or it is over)'}
            </dd>
          </>
        )}
        {marks.map(({ kind, which, recordedByName, recordedAt }) => (
          <Mark key={`${kind}-${which}`} name={markWords(kind, which)} by={recordedByName} day={dayOf(recordedAt, zone)} />
        ))}
        {ending && (
          <>
            <dt>Ended because</dt>
            <dd>{ENDINGS[ending]}</dd>
          </>
        )}
      </dl>
    </>
  );
}

const markWords = (kind: string, which: string): string =>
  kind === 'review' ? `Review after session ${which}` : (REQUIREMENTS[which as keyof typeof REQUIREMENTS] ?? which);

const Mark = ({ name, by, day }: { name: string; by: string | null; day: string }) => (
  <>
    <dt>{name}</dt>
    <dd>
      {day}, by {by ?? 'somebody'}
    </dd>
  </>
);
