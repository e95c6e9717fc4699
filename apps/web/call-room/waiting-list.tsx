import type { CallPerson, CallView } from '#contracts';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import type { useActs } from './acts.js';
import styles from './call.module.css';
import { whoIs } from './words.js';

type Props = Readonly<{ view: CallView; acts: ReturnType<typeof useActs> }>;
const WAITS: ReadonlySet<CallPerson['presence']> = new Set(['waiting', 'away', 'called']);

/** Who waits to be let in, one click lets them; and who waits elsewhere, one click tells them to come. */
export function WaitingList({ view, acts: { admit, sayReady } }: Props) {
  if (!view.mayRun) return null;
  const waiting = view.people.filter(({ presence }) => WAITS.has(presence));
  if (!waiting.length) return null;
  return (
    <>
      <ul className={styles['waiting']} aria-label="Waiting to be let in">
        {waiting.map((person) => (
          <li key={person.participantId}>
            <span>{whoIs(person)}</span>
            {person.presence === 'waiting' && (
              <Button loading={admit.isPending} onClick={() => admit.mutate(person.participantId)}>
                Let {person.displayName} in
              </Button>
            )}
            {person.presence === 'away' && (
              <Button loading={sayReady.isPending} onClick={() => sayReady.mutate()}>
                Tell {person.displayName} that you are ready
              </Button>
            )}
            {person.presence === 'called' && <span className="quiet">was told to come</span>}
          </li>
        ))}
      </ul>
      <Failed error={admit.error ?? sayReady.error} />
    </>
  );
}
