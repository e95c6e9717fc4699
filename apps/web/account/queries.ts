import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

import { listDemoSignIns, listDevices, readFactors } from '#contracts';
import { call } from '../call.js';

export const factorsQuery = queryOptions({ queryKey: ['factors'], queryFn: () => call(readFactors) });
export const devicesQuery = infiniteQueryOptions({
  queryKey: ['devices'],
  queryFn: ({ pageParam: before }) => call(listDevices, { query: before ? { before } : {} }),
  initialPageParam: '',
  getNextPageParam: ({ next }) => next,
});

/** Only the demo clinic has these; elsewhere the address does not exist. */
export const demoQuery = queryOptions({
  queryKey: ['demo-sign-ins'],
  queryFn: async () => (await call(listDemoSignIns)).signIns,
  retry: false,
  staleTime: 0,
});
