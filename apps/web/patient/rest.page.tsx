import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { isProblem } from '../call.js';
import { CancelRest } from '../series/cancel-rest.js';
import { MoveRest } from '../series/move-rest.js';
import { restQuery } from '../series/queries.js';
import styles from '../series/series.module.css';
import { countWords } from '../series/words.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { PageTitle } from '../shell/page-title.js';
import { Link, navigate } from '../shell/router.js';
import { Empty, Loading, Unreachable } from '../shell/states.js';
import { dayOf, timeInBoth } from '../time.js';
import { sessionsQuery } from './queries.js';

/** A session and those that are booked behind it: moved together, or cancelled together. */
export default function RestPage({ me, params }: OwnPageProps) {
  const sessionId = params['id']!;
  const [isCancelling, setCancelling] = useState(false);
  const { data: rest, error, refetch } = useQuery(restQuery(sessionId));
  const clinicZone = useQuery(sessionsQuery).data?.find(({ id }) => id === sessionId)?.clinicZone ?? me.zone;
  if (isProblem(error, 'scheduling.not-booked'))
    return <Empty title="Nothing is booked here any more">Look at your page for what is next.</Empty>;
  if (error) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!rest) return <Loading what="your sessions" />;
  return (
    <div className="stack">
      <PageTitle>Change what is left</PageTitle>
      <ol className={styles['later']}>
        {rest.map((one) => (
          <li key={one.sessionId}>
            <span>
              Session {one.number}: {dayOf(one.startsAt, me.zone)},{' '}
              <time dateTime={one.startsAt}>{timeInBoth(one.startsAt, me.zone, clinicZone)}</time>
            </span>
            <Link href={`/move/${one.sessionId}`}>Move only this one</Link>
          </li>
        ))}
      </ol>
      <MoveRest sessionId={sessionId} rest={rest} onMoved={() => navigate('/home')} />
      <section className="stack" aria-labelledby="cancel-title">
        <h2 id="cancel-title">Cancel them</h2>
        <p className="quiet">Their visits are cancelled with them. You can book again whenever you like.</p>
        <div className="row">
          <Button variant="default" onClick={() => setCancelling(true)}>
            Cancel {countWords(rest.length)}
          </Button>
        </div>
      </section>
      {isCancelling && (
        <CancelRest sessionId={sessionId} rest={rest} onClose={() => setCancelling(false)} onDone={() => navigate('/home')} />
      )}
    </div>
  );
}
