import { MutationCache, QueryCache, QueryClient, queryOptions } from '@tanstack/react-query';

import { type Me, readClock, readMe, readOversight } from '#contracts';
import { call, isProblem, isWorthRepeating } from '../call.js';
import { serverTime } from '../server-time.js';

/** Who is signed in; null for nobody. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: (): Promise<Me | null> =>
    call(readMe).catch((error: unknown) => {
      if (isProblem(error) && error.problem.status === 401) return null;
      throw error;
    }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The clinic's clock; null where it cannot be moved. */
export const clockQuery = queryOptions({
  queryKey: ['clock'],
  queryFn: async () => {
    const clock = await call(readClock).catch((error: unknown) => {
      if (isProblem(error) && error.problem.status === 404) return null;
      throw error;
    });
    if (clock) serverTime.sync(clock.now);
    return clock;
  },
  refetchInterval: ({ state }) => (state.data === null ? false : 30_000),
});

/** Whether a person of the clinic may read the audit beside their role. */
export const oversightQuery = queryOptions({
  queryKey: ['oversight'],
  queryFn: async () => (await call(readOversight)).mayRead,
  staleTime: 300_000,
});

/** A sign-in that has ended, or has become somebody else's in another tab, shows on the next call, whichever it is. */
function noticeEndedSignIn(error: unknown): void {
  if (isProblem(error, 'request.forbidden', 'request.proof-needed'))
    void queries.invalidateQueries({ queryKey: meQuery.queryKey });
  if (isProblem(error, 'request.sign-in-needed')) queries.setQueryData(meQuery.queryKey, null);
}

export const queries = new QueryClient({
  queryCache: new QueryCache({ onError: noticeEndedSignIn }),
  mutationCache: new MutationCache({ onError: noticeEndedSignIn }),
  defaultOptions: {
    // A clinic on this machine or in this house answers also when the device believes that it is offline.
    queries: { networkMode: 'always', staleTime: 5_000, retry: (count, error) => count < 2 && isWorthRepeating(error) },
    mutations: { networkMode: 'always' },
  },
});
