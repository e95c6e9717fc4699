import { queryOptions } from '@tanstack/react-query';

import { listSupply, readSupply } from '#contracts';
import { call } from '../call.js';

export const supplyListQuery = queryOptions({
  queryKey: ['supply'],
  queryFn: async () => (await call(listSupply)).rows,
});

export const supplyQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['supply', patientId],
    queryFn: () => call(readSupply, { params: { patientId } }),
  });
