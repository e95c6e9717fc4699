import { useState } from 'react';
import TodayForm from '../session/today-form.js';
import { problemWords } from '../shell/problem-words.js';
import styles from './session.module.css';
import type { PatientView } from './view.js';

/** Before a dose the patient says what they have had today; later they may add to it. */
export default function TodayFirst({ live, view: { state, plan, outgoing } }: Pick<PatientView, 'live' | 'view'>) {
  const [isAdding, setAdding] = useState(false);
  const { refusal } = live.status;
  if (outgoing.some(({ entry }) => entry.type === 'today-answers')) return <p role="status">Telling your team…</p>;
  if (state.today && !isAdding)
    return (
      <button type="button" className={styles['small']} onClick={() => setAdding(true)}>
        I have something to add about today
      </button>
    );
  return (
    <>
      {refusal && <p role="alert">{problemWords(refusal)}</p>}
      <TodayForm
        plan={plan}
        isOwn
        onSend={(payload) => {
          setAdding(false);
          live.record({ type: 'today-answers', payload });
        }}
      />
    </>
  );
}
