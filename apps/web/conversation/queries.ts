import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

import { countUnread, listConversations, readConversation } from '#contracts';
import { call } from '../call.js';

/** A hint says at once that there is something new; without one it is found by this. */
const EVERY_MS = 30_000;

/** All that is known of conversations; a hint makes it stale. */
export const CONVERSATIONS = ['conversations'] as const;

export const conversationQuery = (patientId: string) =>
  infiniteQueryOptions({
    queryKey: [...CONVERSATIONS, 'one', patientId],
    queryFn: ({ pageParam }) =>
      call(readConversation, { params: { patientId }, query: pageParam === null ? {} : { before: pageParam } }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: EVERY_MS,
  });

export const conversationsQuery = infiniteQueryOptions({
  queryKey: [...CONVERSATIONS, 'list'],
  queryFn: ({ pageParam }) => call(listConversations, { query: pageParam === null ? {} : { before: pageParam } }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ next }) => next,
  refetchInterval: EVERY_MS,
});

export const unreadQuery = queryOptions({
  queryKey: [...CONVERSATIONS, 'unread'],
  queryFn: async () => (await call(countUnread)).unread,
  refetchInterval: 60_000,
});
