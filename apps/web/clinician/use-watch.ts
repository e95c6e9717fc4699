import { useEffect } from 'react';

import type { LiveSession } from '../session/live-session.js';

/** A clinician has these sessions in view, here and now. */
export function useWatch(lives: readonly LiveSession[]): void {
  useEffect(() => {
    const ends = lives.map((live) => live.watch());
    return () => {
      for (const end of ends) end();
    };
  }, [lives]);
}
