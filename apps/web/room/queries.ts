import { queryOptions } from '@tanstack/react-query';

import { readSessionNotes } from '#contracts';
import { call } from '../call.js';

export const notesOfQuery = (sessionId: string) =>
  queryOptions({
    queryKey: ['session-notes', sessionId],
    queryFn: async () => (await call(readSessionNotes, { params: { sessionId } })).notes,
    refetchInterval: 20_000,
  });
