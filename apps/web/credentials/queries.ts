import { queryOptions } from '@tanstack/react-query';

import { listLicences, readLocation } from '#contracts';
import { call } from '../call.js';

export const licencesQuery = queryOptions({
  queryKey: ['licences'],
  queryFn: async () => (await call(listLicences)).people,
});

export const locationQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['location', patientId],
    queryFn: () => call(readLocation, { params: { patientId } }),
    staleTime: 60_000,
  });
