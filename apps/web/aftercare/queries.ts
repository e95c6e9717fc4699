import { queryOptions } from '@tanstack/react-query';

import { readAftercare } from '#contracts';
import { call } from '../call.js';

/** What somebody was asked after their sessions, the newest first. */
export const aftercareQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['aftercare', patientId],
    queryFn: async () => (await call(readAftercare, { params: { patientId } })).checks,
  });
