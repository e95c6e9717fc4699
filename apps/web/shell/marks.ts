import { queryOptions, useQuery } from '@tanstack/react-query';

import { listMessages, listOwnMessages, type Me, type Role } from '#contracts';
import { call } from '../call.js';
import { unreadQuery } from '../conversation/queries.js';

const EVERY_MS = 60_000;

export const ownMessagesQuery = queryOptions({
  queryKey: ['own-messages'],
  queryFn: () => call(listOwnMessages),
  refetchInterval: EVERY_MS,
});
const undelivered = queryOptions({
  queryKey: ['delivery', 'count'],
  queryFn: async () => (await call(listMessages, { query: { show: 'open', limit: 1 } })).openCount,
  refetchInterval: EVERY_MS,
});

const WRITTEN_TO: ReadonlySet<Role | undefined> = new Set<Role>(['patient', 'therapist', 'prescriber', 'physician']);

/** How much waits behind which page for this person, by its address. */
export function useMarks(me: Me | null): Readonly<Record<string, number>> {
  const own = useQuery({ ...ownMessagesQuery, enabled: me?.role === 'patient' });
  const open = useQuery({ ...undelivered, enabled: me?.role === 'admin' });
  const written = useQuery({ ...unreadQuery, enabled: WRITTEN_TO.has(me?.role) });
  return { '/conversations': written.data ?? 0, '/inbox': own.data?.unread ?? 0, '/delivery': open.data ?? 0 };
}
