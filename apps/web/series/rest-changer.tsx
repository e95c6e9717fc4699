import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';

import { isProblem } from '../call.js';
import { Button } from '../shell/button.js';
import { Empty, Loading, Unreachable } from '../shell/states.js';
import { dayOf, timeInBoth } from '../time.js';
import { CancelRest } from './cancel-rest.js';
import { MoveRest } from './move-rest.js';
import { restQuery } from './queries.js';
import styles from './series.module.css';
import type { Voice } from './voice.js';
import { countWords } from './words.js';

type Props = {
  sessionId: string;
  voice: Voice;
  onDone: () => void;
  /** What else can be done with one of them. */
  children?: (sessionId: string) => ReactNode;
};

/** A session and those that are booked behind it: moved together, or cancelled together. */
export function RestChanger({ sessionId, voice, onDone, children }: Props) {
  const [isCancelling, setCancelling] = useState(false);
  const { data, error, refetch } = useQuery(restQuery(sessionId));
  if (isProblem(error, 'scheduling.not-booked')) return <Empty title="Nothing is booked here any more">{voice.goneWords}</Empty>;
  if (error) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="the sessions" />;
  const { sessions: rest, zone, clinicZone } = data;
  return (
    <>
      <ol className={styles['later']}>
        {rest.map((one) => (
          <li key={one.sessionId}>
            <span>
              Session {one.number}: {dayOf(one.startsAt, zone)},{' '}
              <time dateTime={one.startsAt}>{timeInBoth(one.startsAt, zone, clinicZone)}</time>
            </span>
            {children?.(one.sessionId)}
          </li>
        ))}
      </ol>
      <MoveRest sessionId={sessionId} rest={rest} voice={voice} onMoved={onDone} />
      <section className="stack" aria-labelledby="cancel-title">
        <h2 id="cancel-title">Cancel them</h2>
        <p className="quiet">{voice.cancelWords}</p>
        <div className="row">
          <Button variant="default" onClick={() => setCancelling(true)}>
            Cancel {countWords(rest.length)}
          </Button>
        </div>
      </section>
      {isCancelling && (
        <CancelRest sessionId={sessionId} rest={rest} voice={voice} onClose={() => setCancelling(false)} onDone={onDone} />
      )}
    </>
  );
}
