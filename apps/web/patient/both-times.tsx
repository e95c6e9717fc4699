import type { FreeTime, FreeTimes } from '#contracts';
import { dayOf, timeInBoth } from '../time.js';
import styles from './book.module.css';

/** A session and the visit after it, once more before anything is booked. */
export function BothTimes({
  free: { zone, clinicZone },
  time,
}: {
  free: Pick<FreeTimes, 'zone' | 'clinicZone'>;
  time: Pick<FreeTime, 'startsAt' | 'visitStartsAt'>;
}) {
  return (
    <dl className={styles['both']}>
      <dt>Your session</dt>
      <dd>
        <strong>{dayOf(time.startsAt, zone)}</strong>
        <time dateTime={time.startsAt}>{timeInBoth(time.startsAt, zone, clinicZone)}</time>
      </dd>
      <dt>Your visit on the day after</dt>
      <dd>
        <strong>{dayOf(time.visitStartsAt, zone)}</strong>
        <time dateTime={time.visitStartsAt}>{timeInBoth(time.visitStartsAt, zone, clinicZone)}</time>
      </dd>
    </dl>
  );
}
