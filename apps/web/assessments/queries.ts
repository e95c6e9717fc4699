import { queryOptions } from '@tanstack/react-query';

import { listAssessments, readAssessments } from '#contracts';
import { call } from '../call.js';

export const assessmentsQuery = queryOptions({
  queryKey: ['assessments'],
  queryFn: async () => (await call(listAssessments)).patients,
  refetchInterval: 30_000,
});

export const assessedQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['assessments', patientId],
    queryFn: () => call(readAssessments, { params: { patientId } }),
    refetchOnWindowFocus: false,
  });
