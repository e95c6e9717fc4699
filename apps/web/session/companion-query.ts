import { queryOptions } from '@tanstack/react-query';

import { readCompanion } from '#contracts';
import { call } from '../call.js';

/** How far whoever stays with the patient is ready for it. */
export const companionQuery = (sessionId: string) =>
  queryOptions({
    queryKey: ['companion', sessionId],
    queryFn: () => call(readCompanion, { params: { sessionId } }),
    staleTime: 30_000,
  });
