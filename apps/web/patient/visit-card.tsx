import type { IntegrationVisit } from '#contracts';
import { firstName } from '../session/own-words.js';
import { Link } from '../shell/router.js';
import { dayFromNow, timeOfDay, zoneName } from '../time.js';
import styles from './home.module.css';

/** The visit on the day after: the part of the programme that must not get lost. */
export function VisitCard({ visit, now }: { visit: IntegrationVisit; now: number }) {
  const { startsAt, patientZone, state } = visit;
  const therapist = firstName(visit.therapistName);
  const when = `${dayFromNow(startsAt, now, patientZone)}, ${timeOfDay(startsAt, patientZone)} ${zoneName(startsAt, patientZone)}`;
  if (state === 'missed') {
    return (
      <section className={styles['missed']} aria-labelledby="visit-title">
        <h2 id="visit-title">We missed you at your visit</h2>
        <p>
          Your visit with {therapist} was on {when}. That happens. {therapist} will call you to make up for it, and your next
          session opens after that.
        </p>
      </section>
    );
  }
  return (
    <section className="card" aria-labelledby="visit-title">
      <h2 id="visit-title">Your visit on the day after</h2>
      <p className={styles['when']}>
        <time dateTime={startsAt}>{when}</time>
      </p>
      <p className="quiet">
        {therapist} talks with you about what you lived through. It belongs to the session, so the two are booked together.
      </p>
      {state === 'booked' && Date.parse(startsAt) > now && (
        <p>
          <Link href={`/move-visit/${visit.id}`}>Another time on that day</Link>
        </p>
      )}
    </section>
  );
}
