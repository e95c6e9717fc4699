import { CheckForm } from '../session/check-form.js';
import { VitalsPad } from '../session/vitals-pad.js';
import styles from './session.module.css';
import type { StaffView } from './view.js';

/** What a clinician has measured and seen in the clinic, or types as the chaperone says it on the phone. */
export function EntryCards({ live, view: { state, plan }, clock }: StaffView) {
  const isOver = state.aborted !== undefined || state.dischargedAt !== undefined;
  if (isOver) return null;
  return (
    <>
      <details className={`card ${styles['entry']}`}>
        <summary>Enter vitals</summary>
        <VitalsPad
          needsOximeter={plan.vitals.needsOximeter === true}
          onSend={(payload) => live.record({ type: 'vitals', payload })}
          sendWords="Record vitals"
        />
      </details>
      {clock.nextCheck && clock.nextCheck.stage !== 'waiting' && (
        <details className={`card ${styles['entry']}`}>
          <summary>Enter safety check {clock.nextCheck.number}</summary>
          <CheckForm
            key={clock.nextCheck.number}
            number={clock.nextCheck.number}
            onSend={(payload) => live.record({ type: 'safety-check', payload })}
          />
        </details>
      )}
    </>
  );
}
