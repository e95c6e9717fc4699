import { useQuery } from '@tanstack/react-query';

import { ConsentNotice } from '../consents/patient.page.js';
import { NotesCard } from '../notes/notes-card.js';
import { ProgrammeCard } from '../programmes/chart-card.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Loading, Unreachable } from '../shell/states.js';
import styles from './chart.module.css';
import { EntriesCard } from './entries-card.js';
import { FlagsCard } from './flags-card.js';
import { MedicinesCard } from './medicines-card.js';
import { PapersCard } from './papers-card.js';
import { PeopleCard } from './people-card.js';
import { chartQuery } from './queries.js';

/** Everything that a clinician of a patient needs on one page. */
export default function ChartPage({ me, params }: OwnPageProps) {
  const patientId = params['id']!;
  const { data, error, refetch } = useQuery(chartQuery(patientId));
  if (error) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="the chart" />;
  const props = { patientId, chart: data, zone: me.zone };
  return (
    <Kit>
      <div className="stack">
        <div>
          <PageTitle title={`Chart of ${data.patientName}`}>{data.patientName}</PageTitle>
          <nav className="row" aria-label="More about this patient">
            <Link href={`/assessments/${patientId}`}>Answers and findings</Link>
            <Link href={`/documents/${patientId}`}>Papers and letters</Link>
            <Link href={`/patients/${patientId}/ledger`}>Dose ledger</Link>
            {me.role !== 'therapist' && <Link href={`/patients/${patientId}/supply`}>Supply</Link>}
            {me.role === 'therapist' && <Link href={`/patients/${patientId}/psychotherapy-notes`}>Psychotherapy notes</Link>}
          </nav>
        </div>
        <div className={styles['columns']}>
          <div className="stack">
            <FlagsCard {...props} />
            <MedicinesCard {...props} />
            <EntriesCard {...props} kind="allergy" />
            <EntriesCard {...props} kind="problem" />
          </div>
          <div className="stack">
            <section className="card stack" aria-labelledby="consent">
              <h2 id="consent">Consent</h2>
              <ConsentNotice consents={data.consents} zone={me.zone} />
              <Link href={`/consents/${patientId}`}>Clause by clause</Link>
            </section>
            <ProgrammeCard patientId={patientId} isPrescriber={me.role !== 'therapist'} zone={me.zone} />
            <PeopleCard {...props} />
            <PapersCard {...props} />
            <NotesCard patientId={patientId} shelf="chart" notes={data.notes} zone={me.zone} mayWrite={data.mayWrite} />
          </div>
        </div>
      </div>
    </Kit>
  );
}
