import { lazy, Suspense, useState } from 'react';

import type { CallView } from '#contracts';
import { serverTime } from '../server-time.js';
import { Button } from '../shell/button.js';
import { Loading } from '../shell/states.js';
import { dayFromNow, timeOfDay } from '../time.js';
import styles from './call.module.css';
import { checkWords, isCheckGood } from './words.js';

const DeviceTrial = lazy(() => import('./device-check.js'));

/** Whether this device will do; it can be tried the day before, when there is still time to do something about it. */
export function DeviceCard({ view }: { view: CallView }) {
  const [isTrying, setTrying] = useState(false);
  const own = view.people.find(({ isSelf }) => isSelf)?.deviceCheck ?? null;
  return (
    <section className="card stack" aria-labelledby="device">
      <h2 id="device">Camera, sound and line</h2>
      {isTrying ? (
        <Suspense fallback={<Loading what="the check" />}>
          <DeviceTrial view={view} onDone={() => setTrying(false)} />
        </Suspense>
      ) : (
        <>
          {own ? (
            <p className={styles['check']} data-good={isCheckGood(own)} role="status">
              Tried {dayFromNow(own.checkedAt, serverTime.now(), view.zone)}, {timeOfDay(own.checkedAt, view.zone)}:{' '}
              {checkWords(own)}.
            </p>
          ) : (
            <p className="quiet">It takes less than a minute, and can be done the day before.</p>
          )}
          <Button variant="default" onClick={() => setTrying(true)}>
            {own ? 'Try again' : 'Try my device'}
          </Button>
        </>
      )}
    </section>
  );
}
