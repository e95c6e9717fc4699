import { useEffect } from 'react';

import { ask } from '../socket.js';

const RENEW_MS = 20_000;
const RETRY_MS = 1_500;

/** Tells the clinic that a clinician has this session in view: renewed every 20 s, and only while the page can be seen. */
export function useWatch(sessionId: string): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const renew = async () => {
      const isSeen = document.visibilityState === 'visible';
      const isRenewed =
        isSeen &&
        (await ask('session.watch', { sessionId }).then(
          () => true,
          () => false,
        ));
      if (!isOver) timer = setTimeout(() => void renew(), isRenewed || !isSeen ? RENEW_MS : RETRY_MS);
    };
    const seenAgain = () => {
      if (document.visibilityState !== 'visible') return;
      clearTimeout(timer);
      void renew();
    };
    void renew();
    document.addEventListener('visibilitychange', seenAgain);
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', seenAgain);
    };
  }, [sessionId]);
}
