import { useQuery } from '@tanstack/react-query';

import type { OwnPageProps } from '../shell/audience.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import styles from './documents.module.css';
import { Letters } from './letters.js';
import { Papers } from './papers.js';
import { lettersQuery } from './queries.js';
import { WriteLetter } from './write-letter.js';

/** The papers of one patient, and letters about them, for who cares for them. */
export default function PatientDocumentsPage({ me, params }: OwnPageProps) {
  const patientId = params['id']!;
  const { data } = useQuery(lettersQuery(patientId));
  return (
    <Kit>
      <div className="stack">
        <div>
          <PageTitle title="Papers and letters">{data?.patientName ?? 'Papers and letters'}</PageTitle>
          <Link href={`/assessments/${patientId}`}>Answers and findings</Link>
        </div>
        <div className={styles['columns']}>
          <div className="stack">
            <Papers patientId={patientId} zone={me.zone} isOwn={false} />
          </div>
          <div className="stack">
            <WriteLetter patientId={patientId} />
            <Letters patientId={patientId} zone={me.zone} isOwn={false} />
          </div>
        </div>
      </div>
    </Kit>
  );
}
