import { queryOptions } from '@tanstack/react-query';

import { listProgrammes, readProgramme } from '#contracts';
import { call } from '../call.js';
import { PROTOCOLS } from '../protocols/queries.js';

/** All that is known of programmes: an act on one, or on a protocol, makes it stale. */
const PROGRAMMES = [...PROTOCOLS, 'programmes'] as const;

export const programmesQuery = queryOptions({ queryKey: [...PROGRAMMES, 'all'], queryFn: () => call(listProgrammes) });
export const programmeQuery = (patientId: string) =>
  queryOptions({
    queryKey: [...PROGRAMMES, 'of', patientId],
    queryFn: () => call(readProgramme, { params: { patientId } }),
    refetchInterval: 60_000,
  });
