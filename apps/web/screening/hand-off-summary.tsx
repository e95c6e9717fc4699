import type { HandOffSummary } from '#contracts';
import care from '../care/care.module.css';
import styles from './screening.module.css';

/** What a colleague has written, and what the answers say, as they stood when it was offered. */
export function Summary({ summary }: { summary: HandOffSummary | null }) {
  if (!summary) return <p className="quiet">It was erased.</p>;
  const { situation, openQuestions, findings, scores, answers, openSignals, notChecked } = summary;
  return (
    <div className={styles['summary']}>
      <h4>Situation</h4>
      <p className={care['said']}>{situation}</p>
      {openQuestions && (
        <>
          <h4>Open questions</h4>
          <p className={care['said']}>{openQuestions}</p>
        </>
      )}
      <h4>Signals that nobody has reviewed</h4>
      <Lines lines={openSignals.map(({ rule, reason }) => `${rule}: ${reason}`)} none="None" />
      <h4>Findings</h4>
      <Lines
        lines={findings.map(({ level, about, reason }) => `${level}: ${about ? `${about}: ` : ''}${reason}`)}
        none="No rule speaks"
      />
      <h4>Scores</h4>
      <Lines
        lines={scores.map(({ form, value, max, band }) => `${form}: ${value} of ${max}${band ? `, ${band}` : ''}`)}
        none="None yet"
      />
      <h4>Answers that matter</h4>
      <Lines lines={answers.map(({ question, answer }) => `${question} ${answer}`)} none="None yet" />
      {notChecked.length > 0 && <p className="quiet small">Not checked, because an answer is missing: {notChecked.length}</p>}
    </div>
  );
}

function Lines({ lines, none }: { lines: readonly string[]; none: string }) {
  if (!lines.length) return <p>{none}</p>;
  return (
    <ul>
      {[...new Set(lines)].map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
