import { useEffect, useState } from 'react';

import { type Me, noteActivity } from '#contracts';
import { call } from '../call.js';

/** What a person does, as opposed to what a page does by itself. */
const STILL_HERE = 'hearth:still-here';
const TOUCHES = ['pointerdown', 'keydown', 'wheel', 'touchstart', STILL_HERE] as const;
const TELL_EVERY_MS = 60_000;
const LOOK_MS = 5_000;
const MINUTE_MS = 60_000;

/** Somebody is at this screen, though they touch nothing: they talk with somebody by it. */
export const stillHere = (): void => void window.dispatchEvent(new Event(STILL_HERE));

/** Whether nobody has touched this page for as long as the clinic allows; tells the clinic about touches, at most once a minute. */
export function useIdleLock(me: Me | null): readonly [isLocked: boolean, unlock: () => void] {
  const [isIdle, setIdle] = useState(false);
  const isSignedIn = me?.assurance === 'full';
  const after = isSignedIn ? me.lockAfterMin : null;
  useEffect(() => {
    if (!isSignedIn || isIdle) return;
    let [touchedAt, toldAt] = [Date.now(), Date.now()];
    const touch = () => {
      touchedAt = Date.now();
      if (touchedAt - toldAt < TELL_EVERY_MS) return;
      toldAt = touchedAt;
      void call(noteActivity).catch(() => undefined);
    };
    const look = () => setIdle(after !== null && Date.now() - touchedAt >= after * MINUTE_MS);
    for (const name of TOUCHES) window.addEventListener(name, touch, { passive: true });
    document.addEventListener('visibilitychange', look);
    const timer = setInterval(look, LOOK_MS);
    return () => {
      for (const name of TOUCHES) window.removeEventListener(name, touch);
      document.removeEventListener('visibilitychange', look);
      clearInterval(timer);
    };
  }, [after, isIdle, isSignedIn]);
  return [isIdle || me?.assurance === 'locked', () => setIdle(false)];
}
