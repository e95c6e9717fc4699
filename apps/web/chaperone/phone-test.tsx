import { useState } from 'react';

import { signalOnce, useSignal } from '../session/signal.js';
import { Button } from '../shell/button.js';
import { PageTitle } from '../shell/page-title.js';
import { Notice } from '../shell/states.js';
import styles from './session.module.css';

type Props = { isSending: boolean; onResult: (isPassed: boolean) => void; onLater: () => void };

/** Whether this phone can call its holder when a look is due: a sound or a buzz, heard here and now. */
export function PhoneTest({ isSending, onResult, onLater }: Props) {
  const [tries, setTries] = useState(0);
  useSignal(null);
  const play = () => {
    setTries(tries + 1);
    setTimeout(signalOnce, 100); // after the touch that lets the page sound
  };
  return (
    <section className="stack">
      <PageTitle title="Your phone">Try your phone</PageTitle>
      <ul className={styles['care']}>
        <li>Plug it in, or charge it to at least half.</li>
        <li>Turn the volume up, and “do not disturb” off.</li>
        <li>Keep this page open: it keeps the screen on by itself.</li>
      </ul>
      <Button size="l" variant={tries ? 'default' : 'filled'} onClick={play}>
        {tries ? 'Play it again' : 'Play the sound'}
      </Button>
      {tries > 0 && (
        <>
          <p>Did you hear two soft tones, or feel the phone shake?</p>
          <Button size="l" loading={isSending} onClick={() => onResult(true)}>
            Yes
          </Button>
          <Button size="l" variant="default" onClick={() => onResult(false)}>
            No
          </Button>
        </>
      )}
      {tries > 1 && <Notice>If nothing comes, say No. The nurse sees it, and can telephone you when a look is due.</Notice>}
      <Button variant="subtle" size="l" onClick={onLater}>
        Later
      </Button>
    </section>
  );
}
