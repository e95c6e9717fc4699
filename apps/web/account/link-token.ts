import { useEffect, useState } from 'react';

/** What stands behind the `#` of a link; taken out of the address as soon as the page stands, so that it is in no history and on no screen. */
export function useLinkToken(): string {
  const [token] = useState(() => location.hash.slice(1));
  // not while rendering: a render may be thrown away, and the next one would find nothing
  useEffect(() => {
    if (location.hash) history.replaceState(null, '', location.pathname);
  }, []);
  return token;
}
