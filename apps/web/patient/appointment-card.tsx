import type { AppointmentPage } from '#contracts';
import { firstName } from '../session/own-words.js';
import { useNow } from '../session/use-now.js';
import { Link } from '../shell/router.js';
import { dayFromNow, readsTheSame, timeInBoth, zoneName } from '../time.js';
import styles from './appointment.module.css';

type Appointment = NonNullable<AppointmentPage['appointment']>;
type Props = { appointment: Appointment; stage: AppointmentPage['stage'] };

const PARTS = { chaperone: 'your companion', therapist: 'therapist', prescriber: 'prescriber' } as const;

/** When and with whom, what to have ready, and how it takes place. */
export function AppointmentCard({ appointment, stage }: Props) {
  const now = useNow(30_000);
  const { startsAt, patientZone, clinicZone, people } = appointment;
  const isPast = stage === 'past';
  return (
    <section className="card stack" aria-label="When and with whom">
      <div>
        <p className={styles['day']}>{dayFromNow(startsAt, now, patientZone)}</p>
        <p className={styles['time']}>
          <time dateTime={startsAt}>{timeInBoth(startsAt, patientZone, clinicZone)}</time>
        </p>
        {readsTheSame(startsAt, patientZone, clinicZone) && <p className="quiet small">{zoneName(startsAt, patientZone)}</p>}
      </div>
      <ul>
        {people.map(({ displayName, part }) => (
          <li key={part}>
            {displayName}, {PARTS[part]}
          </li>
        ))}
      </ul>
      {isPast ? (
        <p>It is over. If you could not be there, call us, and we find a new time together: it is part of your care.</p>
      ) : (
        <Ready appointment={appointment} />
      )}
    </section>
  );
}

function Ready({ appointment: { kind, people, callPage } }: Pick<Props, 'appointment'>) {
  const nameOf = (part: keyof typeof PARTS, otherwise: string) => {
    const person = people.find((one) => one.part === part);
    return person ? firstName(person.displayName) : otherwise;
  };
  const isVisit = kind === 'integration';
  const things = isVisit
    ? ['Your phone, charged and beside you.', 'A quiet place, and an hour for yourself.', 'Nothing that you must prepare.']
    : [
        `${nameOf('chaperone', 'Your companion')} with you, from 15 minutes before until the end.`,
        'Your phone, charged, and a line to the internet.',
        'The whole day free.',
      ];
  const therapist = nameOf('therapist', 'your therapist');
  return (
    <>
      <h2>What to have ready</h2>
      <ul className={styles['ready']}>
        {things.map((thing) => (
          <li key={thing}>{thing}</li>
        ))}
      </ul>
      <p className="quiet">
        {isVisit
          ? `You meet ${therapist} by video, or the way you two have agreed on.`
          : 'On the day itself you sign in: the way in opens on your page one hour before.'}
      </p>
      {callPage && (
        <p>
          <Link href={callPage}>Open the video call</Link>: try your device before, and come in from 30 minutes before. You sign
          in first.
        </p>
      )}
    </>
  );
}
