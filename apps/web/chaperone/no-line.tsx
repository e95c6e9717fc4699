import { EmergencyCard } from '../session/emergency-card.js';
import { Unreachable } from '../shell/states.js';
import { keptCards } from './kept-card.js';
import styles from './session.module.css';

/** No network when the page opens: what may be needed most is still on this phone. */
export default function NoLine({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <div className={styles['content']}>
      <Unreachable error={error} onRetry={onRetry} />
      {keptCards().map((card) => (
        <EmergencyCard
          key={card.patientName}
          {...card}
          medicineWords="They take part in a session with prescribed ketamine today."
        />
      ))}
    </div>
  );
}
