import { useQuery } from '@tanstack/react-query';

import { Link } from '../shell/router.js';
import { Failed, Loading } from '../shell/states.js';
import { dayOf } from '../time.js';
import { formsQuery } from './queries.js';

/** Monitoring forms that are still to be sent, and those of the last weeks. */
export function FormsCard({ zone }: { zone: string }) {
  const { data, error } = useQuery(formsQuery);
  return (
    <section className="card stack" aria-labelledby="forms-title">
      <h2 id="forms-title">Monitoring forms</h2>
      <Failed error={error} />
      {!data && !error && <Loading what="the forms" />}
      {data?.length === 0 && <p className="quiet">No form is due.</p>}
      <ul className="stack">
        {data?.map(({ formId, patientName, dueAt, doneAt, isOverdue }) => (
          <li key={formId}>
            <Link href={`/in-clinic/forms/${formId}`}>{patientName}</Link>
            {': '}
            {doneAt ? `sent on ${dayOf(doneAt, zone)}` : `to be sent by ${dayOf(dueAt, zone)}`}
            {isOverdue && <strong>. It is late.</strong>}
          </li>
        ))}
      </ul>
    </section>
  );
}
