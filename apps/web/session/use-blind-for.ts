import { useEffect, useState } from 'react';

import { elapsed } from './elapsed.js';

/** Whether a screen has been blind for so long without a break. @param ms real time, also while the phone slept */
export function useBlindFor(isBlind: boolean, ms: number): boolean {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    setLong(false);
    if (!isBlind) return;
    const since = elapsed.now();
    const look = () => setLong(elapsed.now() - since >= ms);
    const timer = setInterval(look, 1_000);
    return () => clearInterval(timer);
  }, [isBlind, ms]);
  return isLong;
}
