import { queryOptions } from '@tanstack/react-query';

import { readNamedCompanions } from '#contracts';
import { call } from '../call.js';

export const companionsQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['companions', patientId],
    queryFn: () => call(readNamedCompanions, { params: { patientId } }),
  });
