import type { Chart } from '#contracts';
import type { Level } from '#session-engine';
import { LEVELS } from '../assessments/words.js';
import { LevelBadge } from '../session/level-badge.js';
import { Link } from '../shell/router.js';
import { Notice } from '../shell/states.js';
import { dayOf } from '../time.js';
import styles from './chart.module.css';

export type ChartProps = { patientId: string; chart: Chart; zone: string };

/** What has to be known first: signals that nobody has reviewed, and what was found in the answers. */
export function FlagsCard({ patientId, chart, zone }: ChartProps) {
  const { signals, findings, notChecked, isItem9Overdue } = chart;
  return (
    <section className="card stack" aria-labelledby="flags">
      <h2 id="flags">Flags</h2>
      {isItem9Overdue && <Notice kind="watch">The newest answer to PHQ-9 item 9 is older than a week, or there is none.</Notice>}
      {signals.length > 0 && (
        <ul className={styles['list']} aria-label="Signals that nobody has reviewed">
          {signals.map(({ id, level, rule, reason, raisedAt }) => (
            <li key={id}>
              <LevelBadge level={level as Level} isSmall /> {rule}: {reason}
              <p className="quiet small">
                {dayOf(raisedAt, zone)}. <Link href={`/assessments/${patientId}`}>Review it</Link>
              </p>
            </li>
          ))}
        </ul>
      )}
      {findings.length === 0 && signals.length === 0 && <p>No rule speaks.</p>}
      <ul className={styles['list']} aria-label="Findings">
        {findings.map(({ rule, about, level, reason }) => (
          <li key={`${rule} ${about}`}>
            <strong>{LEVELS[level]}</strong>: {about ? `${about}: ` : ''}
            {reason}
          </li>
        ))}
      </ul>
      {notChecked.length > 0 && <p className="quiet small">Not checked, because an answer is missing: {notChecked.length}.</p>}
    </section>
  );
}
