import { useQuery } from '@tanstack/react-query';
import type { IntegrationVisit, Me } from '#contracts';
import { Button } from '../shell/button.js';
import { Icon } from '../shell/icons.js';
import { navigate } from '../shell/router.js';
import { Failed, Loading } from '../shell/states.js';
import styles from './home.module.css';
import { lockedWords } from './locked-words.js';
import { freeTimesQuery } from './queries.js';

/** Whether the next session can be booked, and if not, why, in plain words. */
export function NextDoseCard({ me, visit }: { me: Me; visit: IntegrationVisit | null }) {
  const times = useQuery(freeTimesQuery(me.personId, me.zone));
  if (times.isPending) return <Loading what="the free times" />;
  if (times.isError) return <Failed error={times.error} />;
  const locked = times.data.reason === null ? null : lockedWords(times.data.reason, visit);
  return (
    <section className={styles['next']} aria-labelledby="dose-title">
      <h2 id="dose-title" className={styles['kicker']}>
        Your next session
      </h2>
      {locked ? (
        <>
          <p className={styles['locked']}>
            <Icon name="lock" size={26} /> {locked.title}
          </p>
          <p>{locked.words}</p>
        </>
      ) : (
        <>
          <p className={styles['day']}>Ready when you are</p>
          <p>Choose a day that you can keep free. The visit on the day after is booked with it.</p>
          <Button size="l" onClick={() => navigate('/book')}>
            See free times
          </Button>
        </>
      )}
    </section>
  );
}
