import { useQuery } from '@tanstack/react-query';

import { ownMedicinesQuery } from '../chart/queries.js';
import type { OwnPageProps } from '../shell/audience.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Empty, Loading, Unreachable } from '../shell/states.js';
import { dayOf } from '../time.js';

/** What the clinic has down as the patient's medicines. */
export default function MedicinesPage({ me }: OwnPageProps) {
  const { data, error, refetch } = useQuery(ownMedicinesQuery(me.personId));
  if (error) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="your medicines" />;
  return (
    <div className="stack">
      <div>
        <PageTitle title="Medicines">Your medicines</PageTitle>
        <p className="quiet">
          This is what your team has down. Is something new, gone or wrong? <Link href="/conversations">Write to them</Link>{' '}
          before your next session.
        </p>
      </div>
      {data.medicines.length === 0 && <Empty title="Nothing is here yet">Your team goes through your medicines with you.</Empty>}
      {data.medicines.length > 0 && (
        <ul className="card">
          {data.medicines.map(({ written, detail }) => (
            <li key={written}>
              <strong>{written}</strong>
              {detail && `, ${detail}`}
            </li>
          ))}
        </ul>
      )}
      {data.reviewedAt && <p className="quiet small">Gone through with you {dayOf(data.reviewedAt, me.zone)}.</p>}
    </div>
  );
}
