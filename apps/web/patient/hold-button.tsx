import { type KeyboardEvent, useEffect, useRef, useState } from 'react';

import styles from './session.module.css';

const HOLD_MS = 1_200;
const isPress = ({ key }: KeyboardEvent) => key === 'Enter' || key === ' ';

/**
 * A button that has to be meant: held for a good second by finger, mouse or key. Whoever cannot hold, or lets go too early, is
 * asked once more instead.
 */
export function HoldButton({ words, onDone }: { words: string; onDone: () => void }) {
  const [state, setState] = useState<'idle' | 'holding' | 'asking'>('idle');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const begin = () => {
    if (timer.current) return;
    setState('holding');
    timer.current = setTimeout(onDone, HOLD_MS);
  };
  const end = () => {
    if (!timer.current) return;
    clearTimeout(timer.current);
    timer.current = undefined;
    setState('asking');
  };
  if (state === 'asking') return <AskAgain words={words} onYes={onDone} onNo={() => setState('idle')} />;
  return (
    <button
      type="button"
      className={styles['hold']}
      data-holding={state === 'holding' || undefined}
      onPointerDown={begin}
      onPointerUp={end}
      onPointerLeave={end}
      onPointerCancel={end}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => isPress(event) && !event.repeat && begin()}
      onKeyUp={(event) => isPress(event) && end()}
      onClick={() => !timer.current && state === 'idle' && setState('asking')}
    >
      <span>{words}</span>
      <small>Press and hold</small>
    </button>
  );
}

function AskAgain({ words, onYes, onNo }: { words: string; onYes: () => void; onNo: () => void }) {
  return (
    <div className={styles['askAgain']}>
      <button type="button" className={styles['yes']} onClick={onYes}>
        Yes, {words.charAt(0).toLowerCase() === 'i' ? words : words.toLowerCase()}
      </button>
      <button type="button" className={styles['small']} onClick={onNo}>
        Not yet
      </button>
    </div>
  );
}
