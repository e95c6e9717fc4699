import type { ListedAppointment } from '#contracts';
import { kindWords, whenWords } from '../appointments/words.js';
import { Link } from '../shell/router.js';

/** What is booked beside the session and its visit. */
export function AppointmentsCard({ appointments, now }: { appointments: readonly ListedAppointment[]; now: number }) {
  return (
    <section className="card stack" aria-labelledby="others-title">
      <h2 id="others-title">Your other appointments</h2>
      <ul className="stack">
        {appointments.map((one) => (
          <li key={one.id}>
            <strong>{kindWords(one.kind, 'patient')}</strong>
            <p>
              <time dateTime={one.startsAt}>{whenWords(one, 'patient', one.patientZone, now)}</time>
            </p>
          </li>
        ))}
      </ul>
      <p>
        <Link href="/appointments">Move, cancel, or book another</Link>
      </p>
    </section>
  );
}
