import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

import { listClinicAlerts, listSessions, listVisits, listWaiting, readBoard, readOnCall, readWatchCovers } from '#contracts';
import { call } from '../call.js';
import { serverTime } from '../server-time.js';

export const boardQuery = queryOptions({
  queryKey: ['board'],
  queryFn: async () => {
    const reply = await call(readBoard);
    serverTime.sync(reply.serverTime);
    return reply;
  },
  refetchInterval: 20_000,
});

/** Who is away from the board, and who watches for them: a question to oneself is not to wait. */
export const coversQuery = queryOptions({
  queryKey: ['watch-covers'],
  queryFn: () => call(readWatchCovers),
  refetchInterval: 5_000,
});

export const visitsQuery = queryOptions({
  queryKey: ['visits'],
  queryFn: async () => (await call(listVisits)).visits,
  refetchInterval: 30_000,
});

export const waitingListQuery = queryOptions({
  queryKey: ['waiting-list'],
  queryFn: async () => (await call(listWaiting)).waiting,
  refetchInterval: 30_000,
});

/** Sessions that are ahead, of the patients whom the caller cares for. */
export const upcomingQuery = queryOptions({
  queryKey: ['upcoming'],
  queryFn: async () => {
    const { sessions } = await call(listSessions, { query: { when: 'upcoming' } });
    return sessions.filter(({ isCancelled }) => !isCancelled);
  },
});

export const clinicAlertsQuery = infiniteQueryOptions({
  queryKey: ['clinic-alerts'],
  queryFn: ({ pageParam: before }) => call(listClinicAlerts, { query: before ? { before } : {} }),
  initialPageParam: '',
  getNextPageParam: ({ next }) => next,
  refetchInterval: 15_000,
});

export const onCallQuery = queryOptions({ queryKey: ['on-call'], queryFn: () => call(readOnCall), refetchInterval: 30_000 });
