import { queryOptions } from '@tanstack/react-query';

import { listScreenings, readOwnScreening, readScreening } from '#contracts';
import { call } from '../call.js';

/** All that is known of screenings: an act on one makes it stale. */
export const SCREENINGS = ['screenings'] as const;

export const workListQuery = queryOptions({
  queryKey: [...SCREENINGS, 'list'],
  queryFn: () => call(listScreenings),
  refetchInterval: 10_000,
});
export const screeningQuery = (patientId: string) =>
  queryOptions({
    queryKey: [...SCREENINGS, 'one', patientId],
    queryFn: () => call(readScreening, { params: { patientId } }),
    refetchInterval: 10_000,
  });
export const ownScreeningQuery = (patientId: string) =>
  queryOptions({
    queryKey: [...SCREENINGS, 'own', patientId],
    queryFn: () => call(readOwnScreening, { params: { patientId } }),
    refetchInterval: 15_000,
  });
