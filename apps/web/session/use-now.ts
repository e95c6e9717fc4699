import { useEffect, useState } from 'react';

import { serverTime } from '../server-time.js';

/** The clinic's time, told again every second (or as often as asked). */
export function useNow(everyMs = 1_000): number {
  const [now, setNow] = useState(() => serverTime.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(serverTime.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
