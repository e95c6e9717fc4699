import { useQuery } from '@tanstack/react-query';

import { type ListedAppointment, listSessions, type SessionSummary } from '#contracts';
import { appointmentsQuery } from '../appointments/queries.js';
import { kindWords } from '../appointments/words.js';
import { call } from '../call.js';
import { arrivalWords } from '../care/arrival-words.js';
import { ClinicAlerts } from '../clinician/clinic-alerts.js';
import { OnCall } from '../clinician/on-call.js';
import { isUncovered } from '../rota/days.js';
import { rotaQuery } from '../rota/queries.js';
import { useNow } from '../session/use-now.js';
import type { OwnPageProps } from '../shell/audience.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Empty, Failed, Loading, Notice } from '../shell/states.js';
import { byDay, dayFromNow, readsTheSame, timeOfDay, zoneName } from '../time.js';
import { LateChanges } from './late-changes.js';
import styles from './schedule.module.css';

/** So many days ahead the schedule says where nobody is on call. */
const COVER_DAYS = 31;

const scheduleQuery = {
  queryKey: ['schedule'],
  queryFn: async () => (await call(listSessions, { query: { when: 'upcoming' } })).sessions,
  refetchInterval: 30_000,
};

/** Who meets when: times and people, no health data. */
export default function SchedulePage({ me }: OwnPageProps) {
  const now = useNow(30_000);
  const { data, error } = useQuery(scheduleQuery);
  const sessions = data?.filter(({ isCancelled }) => !isCancelled) ?? [];
  const others = useQuery(appointmentsQuery).data?.filter(({ endsAt }) => Date.parse(endsAt) > now) ?? [];
  const gaps = useQuery(rotaQuery(undefined, COVER_DAYS)).data?.gaps ?? [];
  const entries: (SessionSummary | ListedAppointment)[] = [...sessions, ...others].sort((a, b) =>
    a.startsAt.localeCompare(b.startsAt),
  );
  const days = byDay(entries, me.zone);
  return (
    <div className={styles['page']}>
      <section className="stack">
        <PageTitle>Schedule</PageTitle>
        <Failed error={error} />
        {!data && !error && <Loading what="the schedule" />}
        {data && entries.length === 0 && (
          <Empty title="Nothing is booked">Sessions show here as soon as patients book them.</Empty>
        )}
        {[...days].map(([day, ofDay]) => (
          <section key={day} className="card stack" aria-labelledby={`day-${day}`}>
            <h2 id={`day-${day}`} className={styles['day']}>
              {dayFromNow(ofDay[0]!.startsAt, now, me.zone)}
            </h2>
            <ul className={styles['list']}>
              {ofDay.map((entry) => (
                <One key={entry.id} entry={entry} zone={me.zone} isAtRisk={!('kind' in entry) && isUncovered(entry, gaps)} />
              ))}
            </ul>
          </section>
        ))}
      </section>
      <aside className="stack" aria-label="Clinic">
        <OnCall zone={me.zone} />
        <ClinicAlerts zone={me.zone} />
        <LateChanges zone={me.zone} />
      </aside>
    </div>
  );
}

function One({ entry, zone, isAtRisk }: { entry: SessionSummary | ListedAppointment; zone: string; isAtRisk: boolean }) {
  const { startsAt, endsAt, patientZone, parties, arrival } = entry;
  const patientName = parties.find(({ part }) => part === 'patient')?.displayName;
  const said = arrivalWords(arrival, zone);
  const staff = parties.filter(({ part }) => part !== 'patient').map(({ displayName, part }) => `${displayName} (${part})`);
  return (
    <li>
      <time dateTime={startsAt}>
        {timeOfDay(startsAt, zone)} – {timeOfDay(endsAt, zone)}
      </time>
      <div>
        <strong>{patientName}</strong>
        <p className="quiet small">
          {['kind' in entry ? kindWords(entry.kind, 'admin') : 'Dosing session', ...staff].join(', ')}
        </p>
        {isAtRisk && (
          <Notice kind="danger">
            At risk: nobody is on call for a part of it, and the dose cannot be released then.{' '}
            <Link href="/rota">Fill the gap</Link>, or see <Link href="/at-risk">all that is at risk</Link>
          </Notice>
        )}
        {said && <p className="small">{said}</p>}
        {!readsTheSame(startsAt, zone, patientZone) && (
          <p className="quiet small">
            {timeOfDay(startsAt, patientZone)} for the patient, {zoneName(startsAt, patientZone)}
          </p>
        )}
      </div>
    </li>
  );
}
