import { useQuery } from '@tanstack/react-query';

import type { CrisisHelp } from '#contracts';
import { clinicQuery, NumberList, numbersOf } from '../patient/numbers.js';
import styles from './intake.module.css';

/** Whoever lives in the United States reaches these at any hour. */
const ALWAYS = [
  { label: 'Suicide and Crisis Lifeline, call or text', number: '988' },
  { label: 'Emergency', number: '911' },
];

/** What somebody reads at once whose answers say that they may be in danger. */
export function CrisisCard({ crisis }: { crisis: Pick<CrisisHelp, 'isSomebodyOnCall'> }) {
  const { data } = useQuery(clinicQuery);
  const own = data ? numbersOf(data).filter(({ number }) => !ALWAYS.some((each) => each.number === number)) : [];
  return (
    <section className={styles['crisis']} role="alert" aria-labelledby="crisis">
      <h2 id="crisis">You are not alone with this</h2>
      {crisis.isSomebodyOnCall ? (
        <p>
          Thank you for telling us. Somebody of your clinic is being told now and will get in touch. If you are in danger, do not
          wait:
        </p>
      ) : (
        <p>
          <strong>Nobody of your clinic can be reached this minute.</strong> We are trying. Please do not wait for us, and call
          now:
        </p>
      )}
      <NumberList numbers={[...ALWAYS, ...own]} className={styles['numbers']} />
    </section>
  );
}
