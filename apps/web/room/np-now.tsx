import { isPrescriber, type StaffView } from '../clinician/view.js';
import { nameOf } from '../session/party-name.js';
import { Button } from '../shell/button.js';
import { duration } from '../time.js';
import styles from './room.module.css';

/** One tap, and the prescriber is called: as when the patient asks for them. What became of it stands beside it. */
export function NpNow({ me, live, view: { state, session, outgoing }, now }: StaffView) {
  if (isPrescriber(me)) return null;
  const isCalling = outgoing.some(({ entry }) => entry.type === 'help');
  const open = state.alerts.filter(({ kind, closedAt }) => kind === 'help' && closedAt === undefined).at(-1);
  const words = () => {
    if (isCalling) return 'Calling…';
    if (!open) return 'Calls the prescriber at once, and whoever is on call when they do not answer.';
    if (open.acknowledgedAt !== undefined) return `${nameOf(session, open.acknowledgedBy, 'A colleague')} has it.`;
    return `Called ${duration(now - open.raisedAt)} ago, and nobody has taken it on yet. The next one is called by itself.`;
  };
  return (
    <section className={`card ${styles['np']}`} aria-label="Prescriber now">
      <Button
        variant="danger"
        size="l"
        loading={isCalling}
        onClick={() => live.record({ type: 'help', payload: { asked: 'prescriber' } })}
      >
        NP now
      </Button>
      <span role="status">{words()}</span>
    </section>
  );
}
