import { useQuery } from '@tanstack/react-query';

import { useNow } from '../session/use-now.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Empty, Loading, Unreachable } from '../shell/states.js';
import { dayFromNow, dayOf } from '../time.js';
import { CoverPlan } from './cover-plan.js';
import { Places } from './places.js';
import { coverQuery } from './queries.js';
import { RulesForm } from './rules-form.js';
import { lackWords } from './words.js';

/** Patients who lack somebody, and who could look after them. */
export default function CoverPage({ me }: OwnPageProps) {
  const now = useNow(60_000);
  const { data, error, refetch } = useQuery(coverQuery);
  if (error && !data) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="who lacks somebody" />;
  const { uncovered, clinicians, unread, rules } = data;
  return (
    <Kit>
      <div className="stack">
        <div>
          <PageTitle>Cover</PageTitle>
          <p className="quiet">Patients who lack somebody, all of them together. Nothing changes before you say so.</p>
        </div>
        <section className="card stack" aria-labelledby="uncovered">
          <h2 id="uncovered">Who lacks somebody</h2>
          {uncovered.length === 0 && <Empty title="Everybody has somebody">Somebody is absent? Name them below.</Empty>}
          <ul>
            {uncovered.map((one) => (
              <li key={`${one.patientId} ${one.part}`}>
                <Link href={`/pairings/${one.patientId}`}>{one.patientName}</Link>: {lackWords(one)}, since{' '}
                {dayOf(one.since, me.zone)}
              </li>
            ))}
          </ul>
          {unread.map(({ patientId, patientName, to, overlapUntil }) => (
            <p key={`${patientId} ${to.personId}`}>
              {patientName}: {to.displayName} has not read the summary yet; both see them until{' '}
              {dayFromNow(overlapUntil, now, me.zone)}.
            </p>
          ))}
        </section>
        <CoverPlan clinicians={clinicians} />
        <Places clinicians={clinicians} />
        <RulesForm key={rules.version} rules={rules} />
      </div>
    </Kit>
  );
}
