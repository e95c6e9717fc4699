import { useQuery } from '@tanstack/react-query';

import care from '../care/care.module.css';
import { notesQuery } from '../chart/queries.js';
import type { OwnPageProps } from '../shell/audience.js';
import { givesWay } from '../shell/gives-way.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Loading, Unreachable } from '../shell/states.js';
import { NotesCard } from './notes-card.js';

/** What a therapist keeps apart from the chart: nobody else opens it, not in an emergency either. */
export default function PsychotherapyNotesPage({ me, params }: OwnPageProps) {
  const patientId = params['id']!;
  const { data, error, refetch } = useQuery(notesQuery(patientId, 'apart'));
  if (givesWay(error, data)) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="your notes" />;
  return (
    <Kit>
      <div className={care['page']}>
        <div>
          <PageTitle title="Psychotherapy notes">{data.patientName}: psychotherapy notes</PageTitle>
          <p className="quiet">
            Yours alone: no colleague, no admin and no export has them. What the team has to know belongs in the{' '}
            <Link href={`/patients/${patientId}/chart`}>chart</Link>.
          </p>
        </div>
        <NotesCard patientId={patientId} shelf="apart" notes={data.notes} zone={me.zone} mayWrite />
      </div>
    </Kit>
  );
}
