import type { CallPerson, CallView } from '#contracts';
import { serverTime } from '../server-time.js';
import { dayFromNow, timeOfDay } from '../time.js';
import styles from './call.module.css';
import { checkWords, isCheckGood, whoIs } from './words.js';

const PRESENCES: Readonly<Record<CallPerson['presence'], string>> = {
  expected: 'not here yet',
  waiting: 'waiting to be let in',
  away: 'waits elsewhere, to be told',
  called: 'told to come',
  here: 'here',
  lost: 'lost the line',
  left: 'has left',
};

/** Who is who: name, role, where they are, and who leads. */
export function PeopleList({ view }: { view: CallView }) {
  return (
    <section className="card stack" aria-labelledby="who">
      <h2 id="who">Who is who</h2>
      <ul className={styles['people']}>
        {view.people.map((person) => (
          <li key={person.personId}>
            <span>
              <strong>{whoIs(person)}</strong>
              {person.isSelf && ' (you)'}
              {person.isOwner && <span className={styles['leads']}>leads the call</span>}
            </span>
            <span className={styles['presence']} data-presence={person.presence}>
              {PRESENCES[person.presence]}
            </span>
            {!person.isSelf && view.mayRun && person.deviceCheck && <Device check={person.deviceCheck} zone={view.zone} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Device({ check, zone }: { check: NonNullable<CallPerson['deviceCheck']>; zone: string }) {
  const when = `${dayFromNow(check.checkedAt, serverTime.now(), zone)}, ${timeOfDay(check.checkedAt, zone)}`;
  return (
    <span className={styles['check']} data-good={isCheckGood(check)}>
      Device, {when}: {checkWords(check)}
    </span>
  );
}
