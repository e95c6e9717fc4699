import { useQuery } from '@tanstack/react-query';
import { serverTime } from '../server-time.js';
import { Icon } from '../shell/icons.js';
import { DAY_MS, dayFromNow, timeOfDay } from '../time.js';
import styles from './board.module.css';
import { onCallQuery } from './queries.js';

/** Who is on call at this minute; a gap is as red as an alert. */
export function OnCall({ zone }: { zone: string }) {
  const { data } = useQuery(onCallQuery);
  if (!data) return null;
  return (
    <section aria-labelledby="queue-on-call">
      <h2 id="queue-on-call">On call</h2>
      <p className={styles['onCall']} data-gap={data.personId === null || undefined}>
        <Icon name="phone" />
        <span>
          <strong>{data.displayName ?? 'Nobody is on call'}</strong>
          {data.until && untilWords(data.until, zone)}
        </span>
      </p>
    </section>
  );
}

/** Only an end that is near matters to whoever looks here now. */
function untilWords(until: string, zone: string): string {
  const now = serverTime.now();
  return Date.parse(until) - now < DAY_MS ? ` until ${timeOfDay(until, zone)} ${dayFromNow(until, now, zone)}` : '';
}
