import { useState } from 'react';

import { Notice } from '../shell/states.js';
import { byDay, dayOf, isoDay, readsTheSame, shortDayOf, timeOfDay, zoneName } from '../time.js';
import styles from './book.module.css';

type Timed = { startsAt: string };
/** Times to choose from, in two zones. */
export type Choosable<T extends Timed> = { zone: string; clinicZone: string; times: readonly T[] };
/** `isOwn`: whoever chooses is the patient. */
type Props<T extends Timed> = { free: Choosable<T>; isOwn?: boolean; onChoose: (time: T) => void };

/** First the day, then the time of day. */
export function Times<T extends Timed>({ free, isOwn = true, onChoose }: Props<T>) {
  const { zone, clinicZone, times } = free;
  const days = byDay(times, zone);
  const [wanted, setWanted] = useState<string>();
  const day = wanted !== undefined && days.has(wanted) ? wanted : isoDay(times[0]!.startsAt, zone);
  const first = days.get(day)![0]!.startsAt;
  return (
    <>
      {!readsTheSame(first, zone, clinicZone) && (
        <Notice>
          Times are in {isOwn ? 'your zone' : 'the zone of the patient'}, {zoneName(first, zone)}. The clinic is in{' '}
          {zoneName(first, clinicZone)}.
        </Notice>
      )}
      <fieldset className={styles['days']}>
        <legend className="unseen">Day</legend>
        {[...days].map(([one, ofDay]) => (
          <button key={one} type="button" aria-pressed={one === day} onClick={() => setWanted(one)}>
            <span className="unseen">{dayOf(ofDay[0]!.startsAt, zone)}</span>
            <span aria-hidden="true">
              {shortDayOf(ofDay[0]!.startsAt, zone)} <b>{Number(one.slice(-2))}</b>
            </span>
          </button>
        ))}
      </fieldset>
      <OneDay free={free} times={days.get(day)!} onChoose={onChoose} />
    </>
  );
}

const PARTS = ['Morning', 'Afternoon', 'Evening'] as const;

function partOf({ startsAt }: Timed, zone: string): (typeof PARTS)[number] {
  const hour = Number(new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit' }).format(new Date(startsAt)));
  return hour < 12 ? 'Morning' : hour < 17 ? 'Afternoon' : 'Evening';
}

function OneDay<T extends Timed>({ free: { zone, clinicZone }, times, onChoose }: Props<T> & { times: readonly T[] }) {
  return (
    <section className={styles['day']} aria-live="polite">
      <h2>{dayOf(times[0]!.startsAt, zone)}</h2>
      {PARTS.map((part) => {
        const ofPart = times.filter((time) => partOf(time, zone) === part);
        return (
          ofPart.length > 0 && (
            <div key={part}>
              <h3>{part}</h3>
              <ul>
                {ofPart.map((time) => (
                  <li key={time.startsAt}>
                    <button type="button" onClick={() => onChoose(time)}>
                      <time dateTime={time.startsAt}>{timeOfDay(time.startsAt, zone)}</time>
                      {!readsTheSame(time.startsAt, zone, clinicZone) && (
                        <small>clinic {timeOfDay(time.startsAt, clinicZone)}</small>
                      )}
                    </button>
                  </li>
                ))}
              </ul>
            </div>
          )
        );
      })}
    </section>
  );
}
