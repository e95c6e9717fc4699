import { PageTitle } from '../shell/page-title.js';
import styles from './session.module.css';
import type { ChaperoneView } from './view.js';

export default function Done({ view: { state, session }, people }: ChaperoneView) {
  if (state.aborted !== undefined) {
    return (
      <section className="stack">
        <PageTitle>No session today</PageTitle>
        <p>It ended before the medicine. {people.patient} does not take it today. Thank you for having been there.</p>
        <Phone number={session.clinicPhone} />
      </section>
    );
  }
  const care = [
    'No driving, no machines until tomorrow morning.',
    'No alcohol today.',
    'Stairs and bath only with you beside them.',
    'Something light to eat, water, quiet.',
  ];
  return (
    <section className="stack">
      <PageTitle>Done. Thank you.</PageTitle>
      <p>The session is over. You made it safe for {people.patient}. For the rest of today:</p>
      <ul className={styles['care']}>
        {care.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Phone number={session.clinicPhone} />
    </section>
  );
}

const Phone = ({ number }: { number: string }) => (
  <p>
    If anything worries you: <a href={`tel:${number.replace(/[^\d+]/g, '')}`}>{number}</a>. In an emergency call 911.
  </p>
);
