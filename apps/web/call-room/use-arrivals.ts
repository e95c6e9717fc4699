import { useEffect } from 'react';

import type { CallView } from '#contracts';
import { chime } from '../session/chime.js';

/** Whoever runs the call hears that somebody waits, and finds it in the title of a tab that is not in front. */
export function useArrivals({ mayRun, people }: CallView): void {
  const waiting = mayRun ? people.filter(({ presence }) => presence === 'waiting').length : 0;
  useEffect(() => {
    if (!waiting) return;
    void chime().catch(() => undefined); // a browser that nobody has touched stays silent
    const before = document.title;
    document.title = `(${waiting}) waiting · ${before}`;
    return () => {
      document.title = before;
    };
  }, [waiting]);
}
