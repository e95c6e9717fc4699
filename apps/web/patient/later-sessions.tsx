import styles from '../series/series.module.css';
import { Link } from '../shell/router.js';
import { dayOf, timeInBoth } from '../time.js';
import { isBeforeDose, type OwnSession } from './next.js';

/** The sessions behind the next one, and the way to book more or to change what is left. */
export function LaterSessions({ next, later }: { next: OwnSession; later: readonly OwnSession[] }) {
  return (
    <section className="card" aria-labelledby="later-title">
      <h2 id="later-title">{later.length ? 'After that' : 'More sessions'}</h2>
      <ol className={styles['later']}>
        {later.map(({ id, startsAt, patientZone, clinicZone }) => (
          <li key={id}>
            <span>
              {dayOf(startsAt, patientZone)}, <time dateTime={startsAt}>{timeInBoth(startsAt, patientZone, clinicZone)}</time>
            </span>
            <Link href={`/course/${id}`}>
              Change from here on<span className="unseen">: {dayOf(startsAt, patientZone)}</span>
            </Link>
          </li>
        ))}
      </ol>
      <p className="row">
        {later.length > 0 && isBeforeDose(next) && <Link href={`/course/${next.id}`}>Change all of them</Link>}
        <Link href="/book/course">Book those that are planned</Link>
      </p>
    </section>
  );
}
