import { useEffect } from 'react';

import { stillHere } from '../account/idle.js';

const EVERY_MS = 30_000;

/** Whoever is in a call with somebody is at the screen, though they touch nothing: it does not lock in the middle of it. */
export function usePresent(isTalking: boolean): void {
  useEffect(() => {
    if (!isTalking) return;
    const say = () => document.visibilityState === 'visible' && stillHere();
    say();
    const timer = setInterval(say, EVERY_MS);
    return () => clearInterval(timer);
  }, [isTalking]);
}
