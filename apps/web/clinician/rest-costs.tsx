import styles from '../series/series.module.css';
import type { CostProps } from '../series/voice.js';
import { clinicCostWords } from './rest-words.js';

/** Each of them with what it costs, before anybody clicks. */
export function RestCosts({ rest, reason }: CostProps) {
  return (
    <div aria-live="polite">
      <h3 className="small">What it costs the patient</h3>
      <ul className={`${styles['rules']} small`}>
        {rest.map((one) => (
          <li key={one.sessionId}>
            Session {one.number}: {clinicCostWords(one, reason)}.
          </li>
        ))}
      </ul>
    </div>
  );
}
