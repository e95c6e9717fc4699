import { CheckForm } from '../session/check-form.js';
import { VitalsPad } from '../session/vitals-pad.js';
import styles from './session.module.css';
import { SignForm } from './sign-form.js';
import type { StaffView } from './view.js';

/** For when a clinician types what the chaperone says on the phone. */
export function EntryCards({ live, view: { state }, clock }: StaffView) {
  const isOver = state.aborted !== undefined || state.dischargedAt !== undefined;
  if (isOver) return null;
  return (
    <>
      <details className={`card ${styles['entry']}`}>
        <summary>Enter vitals</summary>
        <VitalsPad onSend={(payload) => live.record({ type: 'vitals', payload })} sendWords="Record vitals" />
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
      <details className={`card ${styles['entry']}`}>
        <summary>Say what you see or hear</summary>
        <SignForm onSend={(payload) => live.record({ type: 'observation', payload })} />
      </details>
    </>
  );
}
