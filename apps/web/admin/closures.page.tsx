import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { listDisplaced } from '#contracts';
import { scheduleQuery } from '../calendar/queries.js';
import { call } from '../call.js';
import styles from '../care/care.module.css';
import { useNow } from '../session/use-now.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Failed, Loading, Notice } from '../shell/states.js';
import { dayOf, isoDay, timeOfDay, zoneName } from '../time.js';
import { ClosureForm } from './closure-form.js';
import { DisplacedList } from './displaced-list.js';

const displacedQuery = {
  queryKey: ['displaced'],
  queryFn: () => call(listDisplaced, { query: {} }),
  refetchInterval: 30_000,
};

/** Somebody is away, or the clinic closes: take the time off, then look at everything that lies in it. */
export default function ClosuresPage({ me }: OwnPageProps) {
  const now = useNow(60_000);
  const [today] = useState(() => isoDay(now, me.zone));
  const [done, setDone] = useState<string | null>(null);
  const schedule = useQuery(scheduleQuery(today, 1, undefined));
  const { data, error } = useQuery(displacedQuery);
  return (
    <Kit>
      <div className={styles['page']}>
        <div>
          <PageTitle>Closures</PageTitle>
          <p className="quiet">
            For a clinician who is ill, or a day on which the clinic is closed. Taking the time off moves and cancels nothing:
            what lies in it is listed below, and you decide about each.
          </p>
        </div>
        <Failed error={schedule.error} />
        {schedule.data && <ClosureForm schedule={schedule.data} onDone={setDone} />}
        {done && <Notice kind="good">{done}</Notice>}
        <h2>To be moved</h2>
        <Failed error={error} />
        {!data && !error && <Loading what="what has to be moved" />}
        {data?.duties.map(({ personId, displayName, startsAt, endsAt }) => (
          <Notice kind="watch" key={`${personId} ${startsAt}`}>
            {displayName} is on call and away: {dayOf(startsAt, data.clinicZone)}, {timeOfDay(startsAt, data.clinicZone)} –{' '}
            {dayOf(endsAt, data.clinicZone)}, {timeOfDay(endsAt, data.clinicZone)}. <Link href="/rota">Hand the duty over</Link>
          </Notice>
        ))}
        {data && <p className="quiet small">Times in {zoneName(now, data.clinicZone)}, the zone of the clinic.</p>}
        {data && <DisplacedList appointments={data.appointments} zone={data.clinicZone} />}
      </div>
    </Kit>
  );
}
