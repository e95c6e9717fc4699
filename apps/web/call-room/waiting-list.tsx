import type { CallView } from '#contracts';
import { Button } from '../shell/button.js';
import styles from './call.module.css';
import { whoIs } from './words.js';

type Props = Readonly<{ view: CallView; isBusy: boolean; onAdmit: (participantId: string) => void }>;

/** Who waits to be let in; one click lets them. */
export function WaitingList({ view, isBusy, onAdmit }: Props) {
  if (!view.mayRun) return null;
  const waiting = view.people.filter(({ presence }) => presence === 'waiting');
  if (!waiting.length) return null;
  return (
    <ul className={styles['waiting']} aria-label="Waiting to be let in">
      {waiting.map((person) => (
        <li key={person.participantId}>
          <span>{whoIs(person)}</span>
          <Button loading={isBusy} onClick={() => onAdmit(person.participantId)}>
            Let {person.displayName} in
          </Button>
        </li>
      ))}
    </ul>
  );
}
