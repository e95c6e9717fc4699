import { useState } from 'react';

/** What stands behind the `#` of a link; taken out of the address at once, so that it is in no history and on no screen. */
export function useLinkToken(): string {
  const [token] = useState(() => location.hash.slice(1));
  if (location.hash) history.replaceState(null, '', location.pathname);
  return token;
}
