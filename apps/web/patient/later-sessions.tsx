import { SessionRows } from '../series/session-rows.js';
import { Link } from '../shell/router.js';
import { isBeforeDose, type OwnSession } from './next.js';

/** The sessions behind the next one, and the way to book more or to change what is left. */
export function LaterSessions({ next, later }: { next: OwnSession; later: readonly OwnSession[] }) {
  return (
    <section className="card" aria-labelledby="later-title">
      <h2 id="later-title">{later.length ? 'After that' : 'More sessions'}</h2>
      <SessionRows sessions={later} hrefOf={(id) => `/course/${id}`} />
      <p className="row">
        {later.length > 0 && isBeforeDose(next) && <Link href={`/course/${next.id}`}>Change all of them</Link>}
        <Link href="/book/course">Book those that are planned</Link>
      </p>
    </section>
  );
}
