import { useEffect } from 'react';

import { type Me, openCapability } from '#contracts';
import { call } from '../call.js';

/** Lets this phone go on with checks and help in the session when the sign-in ends; asked for once each time the page opens. */
export function useCapability(sessionId: string, { assurance }: Me): void {
  useEffect(() => {
    if (assurance !== 'full') return;
    void call(openCapability, { params: { sessionId } }).catch(() => undefined); // over, or no line: with the next opening, then
  }, [sessionId, assurance]);
}
