import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { endChartEntry } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Failed } from '../shell/states.js';
import { chartQuery } from './queries.js';

type Props = { patientId: string; entryId: string; name: string };

/** Nothing is deleted: an entry is over, or it was an error. */
export function EndEntry({ patientId, entryId, name }: Props) {
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const end = useMutation({
    mutationFn: (as: 'over' | 'entered-in-error') => call(endChartEntry, { params: { patientId, entryId }, body: { as } }),
    onSuccess: () => setAsking(false),
    onSettled: () => queries.invalidateQueries({ queryKey: chartQuery(patientId).queryKey }),
  });
  return (
    <>
      <Button variant="subtle" aria-label={`End ${name}`} onClick={() => setAsking(true)}>
        End
      </Button>
      {isAsking && (
        <Dialog title={name} onClose={() => setAsking(false)}>
          <p>It stays on the chart with what you say about it now. Only “entered in error” can still be said later.</p>
          <Failed error={end.error} />
          <Choices>
            <Button variant="default" onClick={() => setAsking(false)}>
              Leave it
            </Button>
            <Button variant="default" loading={end.isPending} onClick={() => end.mutate('entered-in-error')}>
              Entered in error
            </Button>
            <Button loading={end.isPending} onClick={() => end.mutate('over')}>
              It is over
            </Button>
          </Choices>
        </Dialog>
      )}
    </>
  );
}
