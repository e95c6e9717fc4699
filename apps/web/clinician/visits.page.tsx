import { useQuery } from '@tanstack/react-query';

import type { IntegrationVisit } from '#contracts';
import { CALLS, CallsCard } from '../call-room/calls-card.js';
import { arrivalWords } from '../care/arrival-words.js';
import { useNow } from '../session/use-now.js';
import type { OwnPageProps } from '../shell/audience.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Empty, Failed, Loading } from '../shell/states.js';
import { dayFromNow, timeInBoth } from '../time.js';
import { useTold } from '../use-told.js';
import { Attendance, isOpenVisit } from './attendance.js';
import { visitsQuery } from './queries.js';
import { VISIT_STATES } from './visit-words.js';
import styles from './visits.module.css';

/** Of one's own calls one hears at once that a patient waits. */
function OwnCalls({ zone }: { zone: string }) {
  useTold('work.follow', CALLS);
  return <CallsCard zone={zone} />;
}

/** Integration visits, the missed first: only an attended one unlocks the next dose. */
export default function VisitsPage({ me }: OwnPageProps) {
  const now = useNow(30_000);
  const { data, error } = useQuery(visitsQuery);
  const visits = data?.filter(({ state }) => state !== 'cancelled') ?? [];
  return (
    <div className={styles['page']}>
      <div>
        <PageTitle>Integration visits</PageTitle>
        <p className="quiet">A dose stays locked until the visit after the last one was attended.</p>
      </div>
      {me.role !== 'admin' && <OwnCalls zone={me.zone} />}
      <Failed error={error} />
      {!data && !error && <Loading what="the visits" />}
      {data && visits.length === 0 && (
        <Empty title="No integration visit yet">They are booked together with each dosing session.</Empty>
      )}
      <ul className="stack">
        {visits.map((visit) => (
          <Visit key={visit.id} visit={visit} zone={me.zone} now={now} mayRecord={me.role !== 'admin'} />
        ))}
      </ul>
    </div>
  );
}

function Visit({ visit, zone, now, mayRecord }: { visit: IntegrationVisit; zone: string; now: number; mayRecord: boolean }) {
  const { startsAt, state, isInTime, nudges } = visit;
  const said = state === 'booked' && arrivalWords(visit.arrival, zone);
  const isOpen = isOpenVisit(visit, now);
  return (
    <li className={`card ${styles['visit']}`} data-state={state}>
      <div className={styles['what']}>
        <h2>{mayRecord ? <Link href={`/visits/${visit.id}`}>{visit.patientName}</Link> : visit.patientName}</h2>
        <p>
          <time dateTime={startsAt}>
            {dayFromNow(startsAt, now, zone)},{' '}
            {timeInBoth(startsAt, zone, visit.patientZone).replace('at the clinic', 'for the patient')}
          </time>
        </p>
        <p className="quiet small">
          With {visit.therapistName}
          {!isInTime && ', outside its window (day after discharge, at least 12 h later)'}
          {nudges > 0 && `, nudged ${nudges === 1 ? 'once' : `${nudges} times`}`}
        </p>
        {said && (
          <p>
            <strong>{visit.patientName}</strong> {said}
          </p>
        )}
      </div>
      <span className={styles['state']} data-state={state}>
        {VISIT_STATES[state]}
      </span>
      {isOpen && mayRecord && <Attendance visit={visit} />}
      {state === 'booked' && !isOpen && mayRecord && <Link href={`/move-visit/${visit.id}`}>Another time on that day</Link>}
    </li>
  );
}
