import { useQuery } from '@tanstack/react-query';

import type { CallView } from '#contracts';
import { tonight } from '../conversation/whom-to-call.js';
import { clinicQuery, NumberList } from '../patient/numbers.js';
import { useAwake } from '../session/use-awake.js';
import { useNow } from '../session/use-now.js';
import { Button } from '../shell/button.js';
import { Icon } from '../shell/icons.js';
import { PageTitle } from '../shell/page-title.js';
import { Failed, Notice } from '../shell/states.js';
import { useActs } from './acts.js';
import styles from './call.module.css';
import { DeviceCard } from './device-card.js';
import { PeopleList } from './people-list.js';
import { nextWords } from './words.js';

/** Whoever waits is told who knows of them, and what happens next. */
export function Waiting({ view, hasLine }: { view: CallView; hasLine: boolean }) {
  useAwake();
  const now = useNow(5_000);
  const { leave, waitElsewhere } = useActs(view);
  const clinic = useQuery(clinicQuery);
  return (
    <>
      <PageTitle title="Waiting room">Waiting room</PageTitle>
      <section className={`card stack ${styles['when']}`} aria-label="What happens next">
        <p className={styles['next']} role="status">
          <Icon name="wait" size={28} /> {nextWords(view, now)}
        </p>
        {!hasLine && (
          <Notice kind="watch">This page has lost its line to the clinic, and tries again by itself. Your place is kept.</Notice>
        )}
        {clinic.data && (
          <div>
            <p className="quiet small">If you need somebody now:</p>
            <NumberList numbers={tonight(clinic.data)} className={styles['numbers']} />
          </div>
        )}
        {view.role === 'patient' && (
          <div className="stack">
            <Button variant="default" loading={waitElsewhere.isPending} onClick={() => waitElsewhere.mutate()}>
              Send me a message when you are ready
            </Button>
            <p className="quiet small">You can close this page then. Your place is kept.</p>
          </div>
        )}
        <Button variant="subtle" loading={leave.isPending} onClick={() => leave.mutate()}>
          Leave the waiting room
        </Button>
        <Failed error={waitElsewhere.error ?? leave.error} />
      </section>
      <PeopleList view={view} />
      <DeviceCard view={view} />
    </>
  );
}
