import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { Me } from '#contracts';
import { serverTime } from '../server-time.js';
import { useNow } from '../session/use-now.js';
import { dayOf, timeOfDay, zoneName } from '../time.js';
import { type ClockMove, moveClock } from './clock-moves.js';
import styles from './demo-clock.module.css';
import { Icon } from './icons.js';
import { errorWords } from './problem-words.js';
import { meQuery } from './queries.js';

/** What each button says in full, and the end of it that a phone has room for. */
const MOVES: readonly (readonly [ClockMove, start: string, end: string])[] = [
  ['quarter', '', '+15 min'],
  ['event', 'To the', 'next event'],
  ['morning', 'Tomorrow', '09:00'],
];

const zoneOf = (me: Me | null | undefined) => me?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Moves the demo clinic's clock. */
export default function DemoClock({ isNight }: { isNight: boolean }) {
  const zone = zoneOf(useQuery(meQuery).data);
  const queries = useQueryClient();
  useNow();
  const move = useMutation({
    mutationFn: (kind: ClockMove) => moveClock(kind, zone),
    onSettled: () => queries.invalidateQueries(),
  });
  const now = serverTime.now();
  return (
    <section className={styles['bar']} data-night={isNight || undefined} aria-label="Demo clock">
      <span className={styles['time']}>
        <Icon name="wait" size={16} />
        <b>{timeOfDay(now, zone)}</b>
        <span className={styles['day']}>
          {dayOf(now, zone)}, {zoneName(now, zone)}
        </span>
      </span>
      <span className={styles['word']}>
        {move.error ? errorWords(move.error) : move.isPending ? 'Moving the clock…' : 'Demo clock'}
      </span>
      {MOVES.map(([kind, start, end]) => (
        <button
          key={kind}
          type="button"
          aria-label={`${start} ${end}`.trim()}
          disabled={move.isPending}
          onClick={() => move.mutate(kind)}
        >
          <span className={styles['start']}>{start}</span> {end}
        </button>
      ))}
    </section>
  );
}
