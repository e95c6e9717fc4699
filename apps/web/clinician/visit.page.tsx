import { useQuery } from '@tanstack/react-query';

import type { IntegrationVisit } from '#contracts';
import { AftercareAnswers } from '../aftercare/answers-card.js';
import care from '../care/care.module.css';
import { SharedJournal } from '../journal/shared-card.js';
import { useNow } from '../session/use-now.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Empty, Loading, Unreachable } from '../shell/states.js';
import { dayFromNow, timeInBoth } from '../time.js';
import { Attendance, isOpenVisit } from './attendance.js';
import { PastSession } from './past-session.js';
import { visitsQuery } from './queries.js';
import { VISIT_STATES } from './visit-words.js';

/** One visit after a session, to have beside its call: how the patient was since, and what the session was like. */
export default function VisitPage({ me, params }: OwnPageProps) {
  const now = useNow(30_000);
  const { data, error, refetch } = useQuery(visitsQuery);
  if (error) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="the visit" />;
  const visit = data.find(({ id }) => id === params['id']);
  if (!visit) return <NoVisit />;
  return (
    <Kit>
      <div className={care['page']}>
        <Head visit={visit} zone={me.zone} now={now} />
        {isOpenVisit(visit, now) && <Attendance visit={visit} />}
        <AftercareAnswers patientId={visit.patientId} sessionId={visit.sessionId} zone={visit.patientZone} />
        <SharedJournal patientId={visit.patientId} zone={visit.patientZone} />
        <Elsewhere patientId={visit.patientId} />
        <PastSession sessionId={visit.sessionId} zone={me.zone} />
      </div>
    </Kit>
  );
}

function NoVisit() {
  return (
    <div className={care['page']}>
      <PageTitle>Visit</PageTitle>
      <Empty title="There is no such visit that you can see">
        <Link href="/visits">All visits</Link>
      </Empty>
    </div>
  );
}

function Head({ visit, zone, now }: { visit: IntegrationVisit; zone: string; now: number }) {
  const { startsAt, patientZone, patientName, therapistName, state, callPage } = visit;
  const when = timeInBoth(startsAt, zone, patientZone).replace('at the clinic', 'for the patient');
  return (
    <div>
      <PageTitle>Visit of {patientName}</PageTitle>
      <p>
        <time dateTime={startsAt}>
          {dayFromNow(startsAt, now, zone)}, {when}
        </time>
        . With {therapistName}. {VISIT_STATES[state]}.
      </p>
      {state === 'booked' && callPage && (
        <a href={callPage} target="_blank" rel="noopener">
          Video call <span className="small">(opens beside this page)</span>
        </a>
      )}
    </div>
  );
}

/** What belongs to the visit and is written elsewhere. */
function Elsewhere({ patientId }: { patientId: string }) {
  return (
    <nav className="card" aria-label="What belongs to this visit">
      <ul>
        <li>
          <Link href={`/patients/${patientId}/chart`}>Chart and notes</Link>
        </li>
        <li>
          <Link href={`/patients/${patientId}/protocol`}>Protocol: ask for a look at the dose</Link>
        </li>
        <li>
          <Link href={`/patients/${patientId}/ledger`}>Doses so far</Link>
        </li>
        <li>
          <Link href={`/assessments/${patientId}`}>Answers to questionnaires</Link>
        </li>
      </ul>
    </nav>
  );
}
