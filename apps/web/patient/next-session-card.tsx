import { useState } from 'react';
import { partyName } from '../session/own-words.js';
import { Button } from '../shell/button.js';
import { Icon } from '../shell/icons.js';
import { Link, navigate } from '../shell/router.js';
import { dayFromNow, timeInBoth } from '../time.js';
import { CancelDialog } from './cancel-dialog.js';
import styles from './home.module.css';
import { isBeforeDose, isOpen, type OwnSession } from './next.js';

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** The one thing that is next, and what happens until then. */
export function NextSessionCard({ session, now }: { session: OwnSession; now: number }) {
  const [isCancelling, setCancelling] = useState(false);
  const { startsAt, patientZone, clinicZone } = session;
  const isRunning = !isBeforeDose(session);
  return (
    <section className={styles['next']} aria-labelledby="next-title">
      <h2 id="next-title" className={styles['kicker']}>
        {isRunning ? 'Happening now' : 'Your next session'}
      </h2>
      <p className={styles['day']}>{capital(dayFromNow(startsAt, now, patientZone))}</p>
      <p className={styles['time']}>
        <time dateTime={startsAt}>{timeInBoth(startsAt, patientZone, clinicZone)}</time>
      </p>
      {!isRunning && <WhatHappens session={session} />}
      {isOpen(session, now) ? (
        <Button size="l" onClick={() => navigate(`/session/${session.id}`)}>
          {isRunning ? 'Back to my session' : 'Go to my session'}
        </Button>
      ) : (
        <p className="quiet small">The way in opens here one hour before.</p>
      )}
      {!isRunning && (
        <div className="row">
          {session.phase === 'scheduled' && (
            <Button variant="subtle" onClick={() => navigate(`/move/${session.id}`)}>
              Another time
            </Button>
          )}
          <Button variant="subtle" onClick={() => setCancelling(true)}>
            I cannot make it
          </Button>
        </div>
      )}
      {isCancelling && <CancelDialog session={session} onClose={() => setCancelling(false)} />}
    </section>
  );
}

function WhatHappens({ session }: { session: OwnSession }) {
  const chaperone = partyName(session, 'chaperone', 'your person at home');
  const nurse = partyName(session, 'prescriber', 'your nurse');
  const therapist = partyName(session, 'therapist', 'your therapist');
  return (
    <ul className={styles['steps']}>
      <li>
        <Icon name="person" /> {chaperone} comes 15 minutes before and stays with you all the time.
      </li>
      <li>
        <Icon name="check" /> You measure your blood pressure together. {nurse} looks at everything and says go.
      </li>
      <li>
        <Icon name="home" /> {therapist} is there with you. Keep the whole day free, and do not drive until the next morning.
      </li>
      <li>
        <Icon name="help" /> <Link href="/clauses/compounded">What the FDA says about this medicine</Link>
      </li>
    </ul>
  );
}
