import { useMutation, useQueryClient } from '@tanstack/react-query';

import { SCREENINGS } from './queries.js';

/** Does something to a screening, and looks at it again whatever came of it. */
export function useAct<T = void>(act: (given: T) => Promise<unknown>, onSuccess?: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: () => queries.invalidateQueries({ queryKey: SCREENINGS }),
    ...(onSuccess && { onSuccess }),
  });
}
