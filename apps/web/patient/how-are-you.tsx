import type { PatientAnswer } from '#contracts';
import { PageTitle } from '../shell/page-title.js';
import styles from './session.module.css';

const ANSWERS: readonly (readonly [PatientAnswer, string, string])[] = [
  ['fine', 'I am fine', ''],
  ['not-sure', 'I am not sure', 'Somebody looks after you'],
  ['help', 'I need help', 'Your nurse is called now'],
];

/** The clinic asks, and any of three large answers will do. Nobody has to answer. */
export function HowAreYou({ onAnswer }: { onAnswer: (answer: PatientAnswer) => void }) {
  return (
    <section className={styles['answers']} aria-live="polite">
      <PageTitle>How are you?</PageTitle>
      {ANSWERS.map(([answer, words, then]) => (
        <button
          key={answer}
          type="button"
          data-asked={answer === 'help' ? 'emergency' : undefined}
          onClick={() => onAnswer(answer)}
        >
          <span>{words}</span>
          {then && <small>{then}</small>}
        </button>
      ))}
    </section>
  );
}
