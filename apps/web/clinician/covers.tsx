import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { Me, WatchCover } from '#contracts';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { timeOfDay } from '../time.js';
import { AwayDialog } from './away-dialog.js';
import styles from './board.module.css';
import { coversQuery } from './queries.js';
import { useCoverActs } from './use-cover-acts.js';

/** Who is away from the board and who watches for them; and the way to ask somebody. */
export function Covers({ me }: { me: Me }) {
  const { data } = useQuery(coversQuery);
  const [isAsking, setAsking] = useState(false);
  if (!data) return null;
  const { covers, colleagues } = data;
  const isPart = covers.some(({ awayId, coverId }) => awayId === me.personId || coverId === me.personId);
  return (
    <section aria-labelledby="queue-away" aria-live="polite">
      <h2 id="queue-away">Away</h2>
      <ul>
        {covers.map((cover) => (
          <OneCover key={cover.watchCoverId} cover={cover} me={me} />
        ))}
      </ul>
      {!isPart && (
        <Button variant="default" onClick={() => setAsking(true)}>
          I am away: somebody covers me
        </Button>
      )}
      {isAsking && <AwayDialog colleagues={colleagues} onClose={() => setAsking(false)} />}
    </section>
  );
}

function OneCover({ cover, me }: { cover: WatchCover; me: Me }) {
  const { answer, end } = useCoverActs();
  const { watchCoverId: id, awayId, coverId, state } = cover;
  const isAsked = coverId === me.personId && state === 'asked';
  return (
    <li className={styles['item']}>
      <span>{wordsOf(cover, me)}</span>
      <Failed error={answer.error ?? end.error} />
      {isAsked && (
        <div className="row">
          <Button loading={answer.isPending} onClick={() => answer.mutate({ id, accepts: true })}>
            I watch for them
          </Button>
          <Button variant="default" loading={answer.isPending} onClick={() => answer.mutate({ id, accepts: false })}>
            I cannot
          </Button>
        </div>
      )}
      {awayId === me.personId && (
        <Button variant="default" loading={end.isPending} onClick={() => end.mutate(id)}>
          {state === 'begun' ? 'I am back' : 'I stay'}
        </Button>
      )}
      {coverId === me.personId && !isAsked && (
        <Button variant="default" loading={end.isPending} onClick={() => end.mutate(id)}>
          I cannot any longer
        </Button>
      )}
    </li>
  );
}

function wordsOf({ awayId, awayName, coverId, coverName, minutes, state, untilAt }: WatchCover, me: Me): string {
  const until = untilAt ? ` until ${timeOfDay(untilAt, me.zone)}` : ` for ${minutes} minutes`;
  if (awayId === me.personId) {
    if (state === 'asked') return `${coverName} was asked to watch${until}. Stay until they do.`;
    if (state === 'accepted')
      return `${coverName} said yes. Stay: it begins when their screen shows each of your sessions with a dose taken.`;
    return `You are away${until}. ${coverName} watches. You are still called, beside them.`;
  }
  if (coverId === me.personId) {
    if (state === 'asked') return `${awayName} is away${until} if you watch for them.`;
    if (state === 'accepted')
      return `You watch for ${awayName} as soon as this board shows each of their sessions. Leave it open and in sight.`;
    return `You watch for ${awayName}${until}. If this board is closed, they are called back.`;
  }
  return state === 'begun'
    ? `${awayName} is away${until}: ${coverName} watches.`
    : `${awayName} has asked ${coverName} to watch.`;
}
