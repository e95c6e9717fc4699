import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

import { listCare, listGlassNotices, listGlassReviews, listReleases, listSettings, listStaff, readStanding } from '#contracts';
import { call } from '../call.js';

/** The duties of whoever is signed in, and what is open to them for an emergency. */
export const standingQuery = queryOptions({
  queryKey: ['standing'],
  queryFn: () => call(readStanding),
  refetchInterval: 15_000,
});
export const careQuery = queryOptions({ queryKey: ['care-teams'], queryFn: async () => (await call(listCare)).patients });
export const staffQuery = queryOptions({ queryKey: ['staff'], queryFn: async () => (await call(listStaff)).staff });
export const settingsQuery = queryOptions({ queryKey: ['clinic-settings'], queryFn: () => call(listSettings) });
const paged = { initialPageParam: '', getNextPageParam: ({ next }: { next: string | null }) => next };

export const reviewsQuery = infiniteQueryOptions({
  ...paged,
  queryKey: ['glass-reviews'],
  queryFn: ({ pageParam: before }) => call(listGlassReviews, { query: before ? { before } : {} }),
  refetchInterval: 30_000,
});
export const releasesQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['releases', patientId],
    queryFn: async () => (await call(listReleases, { params: { patientId } })).releases,
  });
export const noticesQuery = (patientId: string) =>
  infiniteQueryOptions({
    ...paged,
    queryKey: ['glass-notices', patientId],
    queryFn: ({ pageParam: before }) => call(listGlassNotices, { params: { patientId }, query: before ? { before } : {} }),
  });
