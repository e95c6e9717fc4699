import { ROLES } from '../care/words.js';
import styles from './chart.module.css';
import type { ChartProps } from './flags-card.js';

/** Who looks after the patient, who is at home with them, and what is read aloud in an emergency. */
export function PeopleCard({ chart: { people, card } }: ChartProps) {
  return (
    <section className="card stack" aria-labelledby="people">
      <h2 id="people">People, and in an emergency</h2>
      <ul className={styles['list']}>
        {people.map(({ personId, displayName, role, profession }) => (
          <li key={personId}>
            <strong>{displayName}</strong>, {ROLES[role].toLowerCase()}
            {profession && ` (${profession})`}
          </li>
        ))}
      </ul>
      {card ? (
        <dl className="small">
          <dt>Address</dt>
          <dd>
            {card.addressLine}
            {card.entryNote && `. ${card.entryNote}`}
          </dd>
          <dt>Emergency line near the patient</dt>
          <dd>{card.localEmergencyNumber}</dd>
          <dt>Allergies on the card</dt>
          <dd>{card.allergies || 'none known'}</dd>
        </dl>
      ) : (
        <p>There is no emergency card. No session can begin safely without one.</p>
      )}
    </section>
  );
}
