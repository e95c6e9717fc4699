import { queryOptions } from '@tanstack/react-query';

import { readJournal } from '#contracts';
import { call } from '../call.js';

/** A journal, the newest first: one's own, or what a patient has shared. */
export const journalQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['journal', patientId],
    queryFn: async () => (await call(readJournal, { params: { patientId } })).entries,
  });
