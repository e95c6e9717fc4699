import { queryOptions } from '@tanstack/react-query';

import { readCues, readPreparation } from '#contracts';
import { call } from '../call.js';

export const preparationQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['preparation', patientId],
    queryFn: () => call(readPreparation, { params: { patientId } }),
  });

export const cuesQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['cues', patientId],
    queryFn: () => call(readCues, { params: { patientId } }),
    staleTime: 5 * 60_000,
  });
