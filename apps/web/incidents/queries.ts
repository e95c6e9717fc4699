import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

import { listIncidents, readIncident } from '#contracts';
import { call } from '../call.js';

export const incidentsQuery = infiniteQueryOptions({
  queryKey: ['incidents'],
  queryFn: ({ pageParam: before }) => call(listIncidents, { query: before ? { before } : {} }),
  initialPageParam: '',
  getNextPageParam: ({ next }: { next: string | null }) => next,
});

export const incidentQuery = (incidentId: string) =>
  queryOptions({ queryKey: ['incidents', incidentId], queryFn: () => call(readIncident, { params: { incidentId } }) });
