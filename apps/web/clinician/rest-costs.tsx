import type { CostProps } from '../series/voice.js';
import styles from './rest.module.css';
import { clinicCostWords } from './rest-words.js';

/** Each of them with what it costs, before anybody clicks. */
export function RestCosts({ rest, reason }: CostProps) {
  return (
    <div aria-live="polite">
      <h3 className="small">What it costs the patient</h3>
      <ul className={styles['costs']}>
        {rest.map((one) => (
          <li key={one.sessionId}>
            Session {one.number}: {clinicCostWords(one, reason)}.
          </li>
        ))}
      </ul>
    </div>
  );
}
