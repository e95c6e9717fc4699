import { useEffect } from 'react';

import type { CallView } from '#contracts';
import { chime } from '../session/chime.js';
import { useNow } from '../session/use-now.js';
import { Button } from '../shell/button.js';
import { Icon } from '../shell/icons.js';
import { PageTitle } from '../shell/page-title.js';
import { Failed } from '../shell/states.js';
import { useActs } from './acts.js';
import styles from './call.module.css';
import { PeopleList } from './people-list.js';
import { nextWords } from './words.js';

/** They wait without this page; whoever leaves it open sees and hears here, too, when it begins. */
export function WaitElsewhere({ view }: { view: CallView }) {
  const now = useNow(5_000);
  const { enter, leave } = useActs(view);
  const isReady = view.next === 'they-are-ready';
  useEffect(() => {
    if (isReady) void chime().catch(() => undefined); // a browser that nobody has touched stays silent
  }, [isReady]);
  return (
    <>
      <PageTitle title={isReady ? 'They are ready' : 'We tell you'}>
        {isReady ? 'They are ready for you' : 'We tell you when they are ready'}
      </PageTitle>
      <section className={`card stack ${styles['when']}`} aria-label="What happens next">
        <p className={styles['next']} role="status">
          <Icon name={isReady ? 'check' : 'wait'} size={28} /> {nextWords(view, now)}
        </p>
        <Button size="l" variant={isReady ? 'filled' : 'default'} loading={enter.isPending} onClick={() => enter.mutate()}>
          {isReady ? 'Come in' : 'Wait here again'}
        </Button>
        <Button variant="subtle" loading={leave.isPending} onClick={() => leave.mutate()}>
          I cannot come
        </Button>
        <Failed error={enter.error ?? leave.error} />
      </section>
      <PeopleList view={view} />
    </>
  );
}
