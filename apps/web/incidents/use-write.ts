import { useMutation, useQueryClient } from '@tanstack/react-query';

import { type WriteIncident, writeIncident } from '#contracts';
import { call } from '../call.js';

/** Writes into an incident, and reads it again. */
export function useWrite(incidentId: string, onWritten: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: WriteIncident) => call(writeIncident, { params: { incidentId }, body }),
    onSuccess: () => {
      onWritten();
      void queries.invalidateQueries({ queryKey: ['incidents'] });
    },
  });
}
