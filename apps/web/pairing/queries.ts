import { queryOptions } from '@tanstack/react-query';

import { listPairings, listProfiles, readCover, readPairing } from '#contracts';
import { call } from '../call.js';

/** All that is known of pairings: an act on one makes it stale. */
export const PAIRINGS = ['pairings'] as const;

export const pairingQuery = (patientId: string) =>
  queryOptions({
    queryKey: [...PAIRINGS, 'of', patientId],
    queryFn: () => call(readPairing, { params: { patientId } }),
    refetchInterval: 15_000,
  });
export const ownPairingsQuery = queryOptions({
  queryKey: [...PAIRINGS, 'own'],
  queryFn: () => call(listPairings),
  refetchInterval: 15_000,
});
export const profilesQuery = queryOptions({
  queryKey: [...PAIRINGS, 'profiles'],
  queryFn: async () => (await call(listProfiles)).people,
});
export const coverQuery = queryOptions({
  queryKey: [...PAIRINGS, 'cover'],
  queryFn: () => call(readCover),
  refetchInterval: 30_000,
});
