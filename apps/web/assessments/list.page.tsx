import { useQuery } from '@tanstack/react-query';

import type { AssessedPatient } from '#contracts';
import type { Level } from '#session-engine';
import { LevelBadge } from '../session/level-badge.js';
import type { OwnPageProps } from '../shell/audience.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Empty, Failed, Loading } from '../shell/states.js';
import { dayOf, timeOfDay } from '../time.js';
import styles from './assessments.module.css';
import { assessmentsQuery } from './queries.js';

/** The clinician's patients by what they have answered: open signals first. */
export default function AssessmentsPage({ me }: OwnPageProps) {
  const { data, error } = useQuery(assessmentsQuery);
  return (
    <div className="stack">
      <PageTitle>Assessments</PageTitle>
      <Failed error={error} />
      {!data && !error && <Loading what="the list" />}
      {data?.length === 0 && <Empty title="Nobody is in your care yet" />}
      {data && data.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways on a phone has to be reachable by keyboard
        <section className={styles['scroll']} aria-label="Patients" tabIndex={0}>
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">Patient</th>
                <th scope="col">Open signals</th>
                <th scope="col">Questionnaires</th>
                <th scope="col">Last answer</th>
              </tr>
            </thead>
            <tbody>
              {data.map((patient) => (
                <Row key={patient.patientId} patient={patient} zone={me.zone} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}

function Row({ patient, zone }: { patient: AssessedPatient; zone: string }) {
  const { patientId, patientName, done, of, openSignals, highestLevel, lastAnswerAt } = patient;
  return (
    <tr>
      <th scope="row">
        <Link href={`/assessments/${patientId}`}>{patientName}</Link>
      </th>
      <td>{openSignals > 0 ? <LevelBadge level={highestLevel as Level} /> : 'None'}</td>
      <td className="numbers">
        {done} of {of}
      </td>
      <td>{lastAnswerAt ? `${dayOf(lastAnswerAt, zone)}, ${timeOfDay(lastAnswerAt, zone)}` : 'Never'}</td>
    </tr>
  );
}
