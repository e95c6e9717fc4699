import { useState } from 'react';

import type { CallView } from '#contracts';
import { useNow } from '../session/use-now.js';
import { Button } from '../shell/button.js';
import { Icon } from '../shell/icons.js';
import { PageTitle } from '../shell/page-title.js';
import { Failed, Notice } from '../shell/states.js';
import { dayFromNow, duration, timeOfDay } from '../time.js';
import { useActs } from './acts.js';
import styles from './call.module.css';
import { DeviceCard } from './device-card.js';
import { LateCard } from './late-card.js';
import { PeopleList } from './people-list.js';
import { nextWords } from './words.js';

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
const READY = [
  'A quiet place where nobody listens.',
  'Your device, charged or plugged in, standing still at the height of your eyes.',
  'Light in front of you, not behind you. Headphones, if you have some.',
];

/** When it is, what to have ready, and the way in. */
export function Before({ view }: { view: CallView }) {
  const now = useNow();
  const { enter } = useActs(view);
  const { startsAt, zone, door, mayRun, hasVideo } = view;
  const untilMs = Date.parse(startsAt) - now;
  return (
    <>
      <PageTitle title="Video call">Video call</PageTitle>
      <section className={`card stack ${styles['when']}`} aria-label="When and with whom">
        <p className={styles['day']}>
          <time dateTime={startsAt}>
            {capital(dayFromNow(startsAt, now, zone))}, {timeOfDay(startsAt, zone)}
          </time>
        </p>
        {untilMs > 0 && <p className="quiet">Begins in {duration(untilMs)}</p>}
        <p role="status">{nextWords(view, now)}</p>
        {!hasVideo && (
          <Notice kind="watch">This clinic has no video at the moment. You speak by telephone: they call you at the time.</Notice>
        )}
        {door === 'open' && hasVideo && (
          <Button size="l" loading={enter.isPending} onClick={() => enter.mutate()}>
            {mayRun ? 'Open the call' : 'Come in'}
          </Button>
        )}
        <Failed error={enter.error} />
      </section>
      <PeopleList view={view} />
      <DeviceCard view={view} />
      {mayRun ? <LateCard view={view} /> : <Ready />}
    </>
  );
}

function Ready() {
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const toggle = (thing: string) =>
    setDone((was) => new Set(was.has(thing) ? [...was].filter((one) => one !== thing) : [...was, thing]));
  return (
    <section className="card stack" aria-labelledby="ready">
      <h2 id="ready">What to have ready</h2>
      <ul className={styles['ready']}>
        {READY.map((thing) => (
          <li key={thing}>
            <label>
              <input type="checkbox" checked={done.has(thing)} onChange={() => toggle(thing)} />
              {thing}
            </label>
          </li>
        ))}
      </ul>
      <p className="quiet small">
        <Icon name="lock" size={16} /> Nothing is recorded. Picture and sound are encrypted from screen to screen.
      </p>
    </section>
  );
}
