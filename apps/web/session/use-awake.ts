import { useEffect } from 'react';

/** Keeps the screen of a phone on while the page is open; asked for again each time that the page comes back. */
export function useAwake(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    const stayAwake = async () => {
      if (document.visibilityState !== 'visible') return;
      lock = await navigator.wakeLock?.request('screen').catch(() => undefined);
    };
    const seenAgain = () => void stayAwake();
    seenAgain();
    document.addEventListener('visibilitychange', seenAgain);
    return () => {
      document.removeEventListener('visibilitychange', seenAgain);
      void lock?.release();
    };
  }, []);
}
