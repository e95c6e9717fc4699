import { useEffect } from 'react';

/** Keeps the screen of a phone on while the page is open; asked for again each time that the page comes back. */
export function useAwake(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    let isOver = false;
    const stayAwake = async () => {
      if (document.visibilityState !== 'visible') return;
      lock = await navigator.wakeLock?.request('screen').catch(() => undefined);
      if (isOver) void lock?.release();
      lock?.addEventListener('release', seenAgain, { once: true }); // a phone that is low on power takes it back
    };
    const seenAgain = () => void (isOver || stayAwake());
    seenAgain();
    document.addEventListener('visibilitychange', seenAgain);
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', seenAgain);
      void lock?.release();
    };
  }, []);
}
