import type { SessionSummary } from '#contracts';
import { Link } from '../shell/router.js';
import { dayOf, timeInBoth } from '../time.js';
import styles from './series.module.css';

type Listed = Pick<SessionSummary, 'id' | 'startsAt' | 'patientZone' | 'clinicZone'>;

/** Sessions that are booked, each with the way to change it and what is behind it. @param hrefOf the page that does it */
export function SessionRows({ sessions, hrefOf }: { sessions: readonly Listed[]; hrefOf: (sessionId: string) => string }) {
  return (
    <ol className={styles['later']}>
      {sessions.map(({ id, startsAt, patientZone, clinicZone }) => (
        <li key={id}>
          <span>
            {dayOf(startsAt, patientZone)}, <time dateTime={startsAt}>{timeInBoth(startsAt, patientZone, clinicZone)}</time>
          </span>
          <Link href={hrefOf(id)}>
            Change from here on<span className="unseen">: {dayOf(startsAt, patientZone)}</span>
          </Link>
        </li>
      ))}
    </ol>
  );
}
