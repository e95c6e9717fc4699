import type { SafetyCheck } from '#session-engine';
import { Icon } from '../shell/icons.js';
import styles from './session.module.css';

const WELL = { breathing: 'normal', response: 'normal', isUpset: false, isVomiting: false } as const;
const MEANS = ['breathing normally', 'answers to their name', 'calm', 'not vomiting'];

/** One tap for the usual case. It says what it sends, so that nobody sends what they did not see. */
export function AllWell({ number, onSend }: { number: number; onSend: (check: SafetyCheck) => void }) {
  return (
    <button type="button" className={styles['allWell']} onClick={() => onSend({ number, ...WELL })}>
      <strong>
        <Icon name="check" size={30} /> All well
      </strong>
      <span>{MEANS.join(', ')}</span>
    </button>
  );
}
