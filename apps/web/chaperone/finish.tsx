import { dischargeBlockers } from '#session-engine';
import { Button } from '../shell/button.js';
import styles from './session.module.css';
import type { ChaperoneView } from './view.js';

/** The chaperone's part of the discharge. What others still have to do is theirs, and does not show here. */
export default function Finish({ live, view, now, people }: ChaperoneView) {
  const { state, plan, outgoing } = view;
  const blockers = dischargeBlockers(state, plan, now);
  const isOnItsWay = outgoing.some(({ entry }) => entry.type === 'discharge-confirmation');
  if (blockers.includes('minimum-time')) return null;
  if (state.confirmed.chaperoneAt !== undefined || isOnItsWay) {
    return (
      <section className="card stack">
        <h2>Thank you</h2>
        <p>{people.nurse} ends the session as soon as everything is fine. Please stay until this page says so.</p>
      </section>
    );
  }
  const needsPressure = blockers.includes('end-vitals-missing') || blockers.includes('end-vitals-high');
  return (
    <section className={`card stack ${styles['finish']}`}>
      <h2>Coming to an end</h2>
      {needsPressure && <p>Please send one more blood pressure first, with the button above.</p>}
      <p>
        {people.patient} is awake, knows where they are, and walks steadily with you beside them. You stay with them, and they do
        not drive until tomorrow morning.
      </p>
      <Button size="l" onClick={() => live.record({ type: 'discharge-confirmation', payload: {} })}>
        Yes, I confirm
      </Button>
    </section>
  );
}
