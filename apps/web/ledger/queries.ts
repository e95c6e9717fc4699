import { queryOptions } from '@tanstack/react-query';

import { listCourseReviews, readDoseLedger } from '#contracts';
import { call } from '../call.js';

export const REVIEWS = ['course-reviews'];
export const LEDGERS = ['dose-ledger'];

export const reviewsQuery = queryOptions({
  queryKey: REVIEWS,
  queryFn: async () => (await call(listCourseReviews)).reviews,
  refetchInterval: 60_000,
});

export const ledgerQuery = (patientId: string) =>
  queryOptions({
    queryKey: [...LEDGERS, patientId],
    queryFn: () => call(readDoseLedger, { params: { patientId } }),
    refetchOnWindowFocus: false,
  });
