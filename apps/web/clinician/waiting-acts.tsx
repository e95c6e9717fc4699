import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { endWaiting, startWaiting, type WaitingEntry } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { upcomingQuery, waitingListQuery } from './queries.js';

const useSettled = () => {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: waitingListQuery.queryKey });
};

export function TakeOff({ patientId }: { patientId: string }) {
  const onSettled = useSettled();
  const end = useMutation({ mutationFn: () => call(endWaiting, { params: { patientId } }), onSettled });
  return (
    <div>
      <Failed error={end.error} />
      <Button variant="subtle" loading={end.isPending} onClick={() => end.mutate()}>
        Take off the list
      </Button>
    </div>
  );
}

/** Patients with a session ahead who do not wait yet: those whom an earlier time could help. */
export function AddToList({ waiting, now }: { waiting: readonly WaitingEntry[]; now: number }) {
  const { data } = useQuery(upcomingQuery);
  const onSettled = useSettled();
  const start = useMutation({
    mutationFn: (patientId: string) => call(startWaiting, { params: { patientId }, body: { firstDay: null, lastDay: null } }),
    onSettled,
  });
  const waits = new Set(waiting.map(({ patientId }) => patientId));
  const ahead = (data ?? []).filter(({ startsAt }) => Date.parse(startsAt) > now);
  const others = new Map(ahead.map(({ patientId, patientName }) => [patientId, patientName]));
  for (const patientId of waits) others.delete(patientId);
  if (others.size === 0) return null;
  return (
    <section className="stack" aria-labelledby="add-title">
      <h2 id="add-title">Put somebody on the list</h2>
      <Failed error={start.error} />
      <ul className="stack">
        {[...others].map(([patientId, patientName]) => (
          <li key={patientId} className="row">
            {patientName}
            <Button
              variant="default"
              loading={start.variables === patientId && start.isPending}
              onClick={() => start.mutate(patientId)}
            >
              Waits for an earlier time
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
