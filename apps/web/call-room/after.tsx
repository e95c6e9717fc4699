import { useQuery } from '@tanstack/react-query';

import type { CallView } from '#contracts';
import { clinicQuery, NumberList, numbersOf } from '../patient/numbers.js';
import { useNow } from '../session/use-now.js';
import { Button } from '../shell/button.js';
import { PageTitle } from '../shell/page-title.js';
import { Failed } from '../shell/states.js';
import { dayFromNow, timeOfDay } from '../time.js';
import { useActs } from './acts.js';
import styles from './call.module.css';
import { nextWords } from './words.js';

/** After the call, or without one: what now, and whom to call. */
export function After({ view }: { view: CallView }) {
  const now = useNow(30_000);
  const { enter } = useActs(view);
  const clinic = useQuery(clinicQuery);
  const { mayRun, door, closesAt, zone, hasVideo } = view;
  const isOpen = door === 'open';
  return (
    <>
      <section className="card stack">
        <PageTitle title="After the call">{door === 'cancelled' ? 'No call' : 'After the call'}</PageTitle>
        <p role="status">{nextWords(view, now)}</p>
        {!mayRun && isOpen && (
          <p>
            If you still have a question, or the call broke off too early, telephone us. Whoever was with you can open it again
            until {dayFromNow(closesAt, now, zone)}, {timeOfDay(closesAt, zone)}; this page then lets you in again.
          </p>
        )}
        {mayRun && isOpen && hasVideo && (
          <Button loading={enter.isPending} onClick={() => enter.mutate()}>
            Open the call again
          </Button>
        )}
        <Failed error={enter.error} />
      </section>
      {!mayRun && <Aftercare />}
      {clinic.data && (
        <section className="card stack" aria-labelledby="numbers">
          <h2 id="numbers">Whom to call</h2>
          <NumberList numbers={numbersOf(clinic.data)} className={styles['numbers']} />
        </section>
      )}
    </>
  );
}

const Aftercare = () => (
  <section className="card stack" aria-labelledby="aftercare">
    <h2 id="aftercare">Be kind to yourself</h2>
    <ul className={styles['plain']}>
      <li>Talking about hard things can stir them up for a day or two. That is common, and it passes.</li>
      <li>Eat something, drink something, and tell somebody you trust how it was.</li>
      <li>If you think of hurting yourself, or are in danger: call 988 or 911 now. The numbers are below.</li>
    </ul>
  </section>
);
