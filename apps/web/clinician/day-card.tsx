import TodayForm from '../session/today-form.js';
import { Button } from '../shell/button.js';
import { timeOfDay } from '../time.js';
import styles from './session.module.css';
import type { StaffView } from './view.js';

/** Who is seen, and what they say of today: before the dose, by whoever is with the patient in the call or in the room. */
export function DayCard({ me, live, view: { state, plan, outgoing } }: StaffView) {
  if (state.dosedAt !== undefined || state.aborted !== undefined) return null;
  const { identifiedAt, today } = state;
  return (
    <section className="card stack" aria-labelledby="day-title">
      <h2 id="day-title">The patient today</h2>
      <p>
        {identifiedAt === undefined
          ? 'Ask for name and date of birth, and look at who answers.'
          : `Seen to be the patient at ${timeOfDay(identifiedAt, me.zone)}. Look again when that is long ago.`}
      </p>
      <Button
        loading={outgoing.some(({ entry }) => entry.type === 'identity-confirmed')}
        onClick={() => live.record({ type: 'identity-confirmed', payload: {} })}
      >
        It is the patient
      </Button>
      <p>
        {today
          ? `Food, drink, substances and medicines: said at ${timeOfDay(today.answeredAt, me.zone)}.`
          : 'Nobody has said yet what was eaten and taken today. The patient is asked on their page.'}
      </p>
      <details className={styles['entry']}>
        <summary>{today ? 'Ask again, and correct the answers' : 'Ask the patient, and enter the answers'}</summary>
        <TodayForm plan={plan} isOwn={false} onSend={(payload) => live.record({ type: 'today-answers', payload })} />
      </details>
    </section>
  );
}
