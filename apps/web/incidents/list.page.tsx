import { useInfiniteQuery } from '@tanstack/react-query';

import type { IncidentSummary } from '#contracts';
import care from '../care/care.module.css';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Empty, Failed, Loading } from '../shell/states.js';
import { dayOf, timeOfDay } from '../time.js';
import { incidentsQuery } from './queries.js';
import { ReportForm } from './report-form.js';
import { KINDS } from './words.js';

/** What had to be looked at, the last first. */
export default function IncidentsPage({ me }: OwnPageProps) {
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(incidentsQuery);
  const incidents = data?.pages.flatMap((page) => page.incidents) ?? [];
  return (
    <div className={care['page']}>
      <div>
        <PageTitle>Incidents</PageTitle>
        <p className="quiet">Emergencies of sessions stand here by themselves. The medical director ends a review.</p>
      </div>
      {me.role !== 'admin' && (
        <Kit>
          <ReportForm />
        </Kit>
      )}
      <Failed error={error} />
      {!data && !error && <Loading what="the list" />}
      {data && incidents.length === 0 && <Empty title="Nothing has happened that had to be looked at" />}
      {incidents.length > 0 && (
        <ol className="card" aria-label="Incidents">
          {incidents.map((incident) => (
            <One key={incident.incidentId} incident={incident} zone={me.zone} />
          ))}
        </ol>
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show earlier ones
        </Button>
      )}
    </div>
  );
}

function One({ incident, zone }: { incident: IncidentSummary; zone: string }) {
  const { incidentId, kind, patientName, openedAt, reviewedByName, openActions, reviewDueAt } = incident;
  return (
    <li className={care['member']}>
      <div>
        <strong>{patientName}</strong>
        <p>{KINDS[kind]}</p>
        <p className="quiet small">
          {dayOf(openedAt, zone)}, {timeOfDay(openedAt, zone)} ·{' '}
          {reviewedByName ? `reviewed by ${reviewedByName}` : `to be reviewed by ${dayOf(reviewDueAt, zone)}`}
          {openActions > 0 && ` · ${openActions} ${openActions === 1 ? 'action is' : 'actions are'} open`}
        </p>
      </div>
      <Link href={`/incidents/${incidentId}`}>
        Read<span className="unseen"> about {patientName}</span>
      </Link>
    </li>
  );
}
