import type { PatientAnswer } from '#contracts';
import { Button } from '../shell/button.js';
import { duration } from '../time.js';
import styles from './session.module.css';
import type { StaffView } from './view.js';

const ANSWERS: Readonly<Record<PatientAnswer, string>> = { fine: 'fine', 'not-sure': 'not sure', help: 'needs help' };

/** Asks the patient on their own phone how they are; a patient who rests need not answer. */
export function AskPatient({ live, view: { state, outgoing }, now }: StaffView) {
  if (state.dosedAt === undefined || state.dischargedAt !== undefined) return null;
  const { question } = state;
  const isAsking = outgoing.some(({ entry }) => entry.type === 'question');
  const standing = () => {
    if (!question) return 'Their phone chimes, and shows three large answers.';
    const { answer, askedAt, answeredAt } = question;
    if (answer === undefined) return `Asked ${duration(now - askedAt)} ago, not answered yet.`;
    return `Answered ${duration(now - (answeredAt ?? askedAt))} ago: ${ANSWERS[answer]}.`;
  };
  return (
    <section className={`card ${styles['ask']}`} aria-label="Ask the patient">
      <Button variant="default" loading={isAsking} onClick={() => live.record({ type: 'question', payload: {} })}>
        Ask: how are you?
      </Button>
      <span role="status">{standing()}</span>
    </section>
  );
}
