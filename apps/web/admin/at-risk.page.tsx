import { useQuery } from '@tanstack/react-query';

import { type AtRisk, listAtRisk } from '#contracts';
import { call } from '../call.js';
import styles from '../care/care.module.css';
import { KINDS } from '../clinician/hours-draft.js';
import { CoverBanner } from '../credentials/cover-banner.js';
import { useNow } from '../session/use-now.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Empty, Failed, Loading } from '../shell/states.js';
import { dayFromNow, isoDay, readsTheSame, timeOfDay, zoneName } from '../time.js';
import { type Advice, adviceOn } from './risk-words.js';

const atRiskQuery = {
  queryKey: ['at-risk'],
  queryFn: () => call(listAtRisk, { query: {} }),
  refetchInterval: 30_000,
};

/** Appointments that may not take place as they are booked: why, and what to do about it. */
export default function AtRiskPage() {
  const now = useNow(60_000);
  const { data, error } = useQuery(atRiskQuery);
  return (
    <div className={styles['page']}>
      <div>
        <PageTitle>At risk</PageTitle>
        <p className="quiet">
          Appointments of the next 31 days that may not take place as they are booked. Those at the top are the soonest; what
          stops one stands first.
        </p>
        {data && <p className="quiet small">Times in {zoneName(now, data.clinicZone)}, the zone of the clinic.</p>}
      </div>
      <CoverBanner now={now} />
      <Failed error={error} />
      {!data && !error && <Loading what="the list" />}
      {data?.appointments.length === 0 && (
        <Empty title="Nothing is at risk">All that is booked can take place as it is booked.</Empty>
      )}
      {data?.appointments.map((one) => (
        <One key={one.appointmentId} one={one} zone={data.clinicZone} now={now} />
      ))}
    </div>
  );
}

function One({ one, zone, now }: { one: AtRisk; zone: string; now: number }) {
  const { appointmentId, kind, patientName, patientZone, startsAt, endsAt, risks } = one;
  return (
    <section className="card stack" aria-labelledby={`risk-${appointmentId}`}>
      <div>
        <h2 id={`risk-${appointmentId}`}>{patientName}</h2>
        <p>
          {KINDS[kind]}, {dayFromNow(startsAt, now, zone)}, {timeOfDay(startsAt, zone)} – {timeOfDay(endsAt, zone)}
          {!readsTheSame(startsAt, zone, patientZone) && (
            <span className="quiet small">
              {' '}
              ({timeOfDay(startsAt, patientZone)} for the patient, {zoneName(startsAt, patientZone)})
            </span>
          )}
        </p>
      </div>
      <ul>
        {risks.map((risk) => (
          <Reason key={`${risk.code} ${risk.personId}`} advice={adviceOn(risk, isoDay(startsAt, zone))} />
        ))}
      </ul>
    </section>
  );
}

function Reason({ advice: { weight, what, todo, href, words } }: { advice: Advice }) {
  return (
    <li className={styles['member']}>
      <div>
        <span className={styles['tag']} data-kind={weight === 'stops' ? 'late' : 'due'}>
          {weight === 'stops' ? 'Stops it' : 'Look at it'}
        </span>{' '}
        <strong>{what}</strong>
        <p className="quiet">{todo}</p>
      </div>
      <Link href={href}>{words}</Link>
    </li>
  );
}
