import type { SessionState } from '#session-engine';
import { Icon } from '../shell/icons.js';
import { timeOfDay } from '../time.js';
import styles from './gate-list.module.css';
import { findingWords, itemWords } from './gate-words.js';

/** The gate as it was judged, each line with what the judgement rests on; what holds comes first. */
export function GateList({ gate, zone }: { gate: NonNullable<SessionState['gate']>; zone: string }) {
  const findings = [...gate.findings].sort((a, b) => Number(a.isMet) - Number(b.isMet));
  return (
    <div className="stack">
      <p className="small quiet">Judged at {timeOfDay(gate.at, zone)}.</p>
      <ul className={styles['gate']}>
        {findings.map((finding) => (
          <li key={finding.item} data-met={finding.isMet}>
            <Icon name={finding.isMet ? 'check' : 'cross'} />
            <div>
              <strong>
                {itemWords(finding)}
                <span className="unseen">{finding.isMet ? ': met' : ': holds'}</span>
              </strong>
              <p>{findingWords(finding, gate.at, zone)}</p>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
