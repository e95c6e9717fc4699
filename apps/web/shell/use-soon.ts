import { useEffect } from 'react';

/** Loads a part of a page as soon as the page stands: it is on the phone by when it is needed, with a line or without one. */
export function useSoon(load: () => Promise<unknown>): void {
  useEffect(() => {
    load().catch(() => undefined); // whoever shows it asks for it again
  }, [load]);
}
