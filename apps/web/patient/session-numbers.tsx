import { useQuery } from '@tanstack/react-query';

import type { Me, SessionView } from '#contracts';
import { clinicQuery, NumberList, numbersOf } from './numbers.js';
import styles from './session.module.css';

/**
 * Whom to call, on the screen of a session; without a line to the clinic at least its own number. Open from the start for whoever's
 * sign-in has ended: no other page shows it to them.
 */
export function SessionNumbers({ me, session }: { me: Me; session: SessionView }) {
  const { data } = useQuery(clinicQuery);
  const numbers = data ? numbersOf(data) : [{ label: 'The clinic', number: session.clinicPhone }];
  const isOnlyWayIn = me.assurance === 'capability';
  return (
    <details className={styles['numbers']} open={isOnlyWayIn}>
      <summary>Numbers to call</summary>
      {isOnlyWayIn && <p>Your sign-in has ended. In this session you can go on, and call for help, all the same.</p>}
      <NumberList numbers={numbers} />
    </details>
  );
}
