import { queryOptions } from '@tanstack/react-query';

import { listScreenings, readOwnScreening, readScreening } from '#contracts';
import { call } from '../call.js';

/** A hint says at once that an offer or an answer is there; what patients answer themselves, and all without a line, is found by this. */
const EVERY_MS = 20_000;

/** All that is known of screenings: an act on one makes it stale. */
export const SCREENINGS = ['screenings'] as const;

export const workListQuery = queryOptions({
  queryKey: [...SCREENINGS, 'list'],
  queryFn: () => call(listScreenings),
  refetchInterval: EVERY_MS,
});
export const screeningQuery = (patientId: string) =>
  queryOptions({
    queryKey: [...SCREENINGS, 'one', patientId],
    queryFn: () => call(readScreening, { params: { patientId } }),
    refetchInterval: EVERY_MS,
  });
export const ownScreeningQuery = (patientId: string) =>
  queryOptions({
    queryKey: [...SCREENINGS, 'own', patientId],
    queryFn: () => call(readOwnScreening, { params: { patientId } }),
    refetchInterval: EVERY_MS,
  });
