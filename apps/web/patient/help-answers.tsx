import type { LiveView } from '../session/live-session.js';
import { partyName } from '../session/own-words.js';
import { PageTitle } from '../shell/page-title.js';
import styles from './session.module.css';

export type HelpAsked = 'therapist' | 'prescriber' | 'emergency';
type Props = { view: LiveView; onAsk: (asked: HelpAsked) => void; onBack: () => void };

/** Three answers, each large enough for a hand that does not aim. */
export function HelpAnswers({ view: { session }, onAsk, onBack }: Props) {
  const answers: readonly (readonly [HelpAsked, string, string])[] = [
    ['therapist', 'Talk to my therapist', partyName(session, 'therapist', '')],
    ['prescriber', 'Talk to my nurse', partyName(session, 'prescriber', '')],
    ['emergency', 'Emergency', 'Everybody comes at once'],
  ];
  return (
    <section className={styles['answers']}>
      <PageTitle isUnseen>What do you need?</PageTitle>
      {answers.map(([asked, words, who]) => (
        <button key={asked} type="button" data-asked={asked} onClick={() => onAsk(asked)}>
          <span>{words}</span>
          <small>{who}</small>
        </button>
      ))}
      <button type="button" className={styles['small']} onClick={onBack}>
        I am fine, go back
      </button>
    </section>
  );
}
