import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { Preparation } from '#contracts';
import styles from '../intake/intake.module.css';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { PageTitle } from '../shell/page-title.js';
import { Loading, Notice, Unreachable } from '../shell/states.js';
import { ItemStep } from './item-step.js';
import { PREPARATION_ITEMS } from './item-words.js';
import { preparationQuery } from './queries.js';

/** What a patient goes through at home before the first session: one thing a page, saved as they go. */
export default function PreparePage({ me }: OwnPageProps) {
  const { data, error, refetch } = useQuery(preparationQuery(me.personId));
  const [at, setAt] = useState<number | null>(null);
  if (error) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="your preparation" />;
  const { items } = data;
  const item = at === null ? undefined : items[at];
  return (
    <div className="stack">
      <PageTitle>Prepare</PageTitle>
      {!data.hasCourse && <p>There is nothing to prepare yet. It begins once your prescriber has signed your plan.</p>}
      {data.hasCourse && !item && <Overview preparation={data} onOpen={setAt} />}
      {item && (
        <>
          <p className="quiet small">
            {at! + 1} of {items.length}
          </p>
          <progress className={styles['bar']} aria-label="How far you are" max={items.length} value={at! + 1} />
          <ItemStep
            key={item.item}
            patientId={me.personId}
            item={item}
            preparation={data}
            onNext={() => setAt(at! + 1 < items.length ? at! + 1 : null)}
            onBack={() => setAt(at === 0 ? null : at! - 1)}
          />
        </>
      )}
    </div>
  );
}

function Overview({
  preparation: { items, open, signedOff },
  onOpen,
}: {
  preparation: Preparation;
  onOpen: (at: number) => void;
}) {
  const mine = new Set(open.filter(({ turn }) => turn === 'patient').map(({ item }) => item));
  const first = items.findIndex(({ item }) => mine.has(item));
  return (
    <>
      {first >= 0 && (
        <>
          <p>
            {mine.size === 1 ? 'One thing is' : `${mine.size} things are`} left for you. It takes a few minutes, and you can stop
            at any time.
          </p>
          <Button size="xl" onClick={() => onOpen(first)}>
            Go on
          </Button>
        </>
      )}
      {first < 0 && open.length > 0 && (
        <Notice kind="good">Your part is done. Your therapist goes through it with you at the preparation visit.</Notice>
      )}
      {open.length === 0 && signedOff && (
        <Notice kind="good">You are prepared. You can read and change it here at any time.</Notice>
      )}
      <ul className={styles['list']}>
        {items.map(({ item }, at) => (
          <li key={item} className={styles['form']}>
            <Button variant="subtle" onClick={() => onOpen(at)}>
              {PREPARATION_ITEMS[item]}
            </Button>
            <span>{mine.has(item) ? 'Open' : 'Done'}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
