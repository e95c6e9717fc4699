import { useMutation, useQueryClient } from '@tanstack/react-query';

import { PAIRINGS } from './queries.js';

/** Does something to a pairing, and looks at it again whatever came of it. */
export function useAct<T = void, R = unknown>(act: (given: T) => Promise<R>, onSuccess?: (reply: R) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: () => queries.invalidateQueries({ queryKey: PAIRINGS }),
    ...(onSuccess && { onSuccess }),
  });
}
