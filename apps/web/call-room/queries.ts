import { queryOptions } from '@tanstack/react-query';

import { readCall } from '#contracts';
import { call } from '../call.js';

/** A hint says at once that something has changed; without one it is found by this. */
const EVERY_MS = 5_000;

export const callQuery = (appointmentId: string) =>
  queryOptions({
    queryKey: ['call', appointmentId],
    queryFn: () => call(readCall, { params: { appointmentId } }),
    refetchInterval: EVERY_MS,
    refetchIntervalInBackground: true,
  });
