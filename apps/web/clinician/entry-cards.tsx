import { useState } from 'react';

import { isInClinic } from '#session-engine';
import { CheckForm } from '../session/check-form.js';
import { VitalsPad } from '../session/vitals-pad.js';
import styles from './session.module.css';
import { SignForm } from './sign-form.js';
import type { StaffView } from './view.js';

/** For what a clinician has measured and seen, in the clinic or on the screen, or types as the chaperone says it on the telephone. */
export function EntryCards({ live, view: { state, plan }, clock }: StaffView) {
  const [isByPhone, setByPhone] = useState(!isInClinic(plan));
  const isOver = state.aborted !== undefined || state.dischargedAt !== undefined;
  if (isOver) return null;
  const spoken = isByPhone ? ({ byPhone: true } as const) : {};
  const how = !isInClinic(plan) && (
    <label className={styles['how']}>
      <input type="checkbox" checked={isByPhone} onChange={({ currentTarget }) => setByPhone(currentTarget.checked)} />
      The chaperone says it on the telephone
    </label>
  );
  return (
    <>
      <details className={`card ${styles['entry']}`}>
        <summary>Enter vitals</summary>
        {how}
        <VitalsPad
          needsOximeter={plan.vitals.needsOximeter === true}
          onSend={(reading) => live.record({ type: 'vitals', payload: { ...reading, ...spoken } })}
          sendWords="Record vitals"
        />
      </details>
      {clock.nextCheck && clock.nextCheck.stage !== 'waiting' && (
        <details className={`card ${styles['entry']}`}>
          <summary>Enter safety check {clock.nextCheck.number}</summary>
          {how}
          <CheckForm
            key={clock.nextCheck.number}
            number={clock.nextCheck.number}
            onSend={(check) => live.record({ type: 'safety-check', payload: { ...check, ...spoken } })}
          />
        </details>
      )}
      <details className={`card ${styles['entry']}`}>
        <summary>Say what you see or hear</summary>
        <SignForm hasCompanion={!isInClinic(plan)} onSend={(payload) => live.record({ type: 'observation', payload })} />
      </details>
    </>
  );
}
