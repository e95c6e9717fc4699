import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { decideLateChange, type LateChange, listLateChanges } from '#contracts';
import { call } from '../call.js';
import { dollars } from '../session/change-cost.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { dayOf, timeOfDay } from '../time.js';

const lateQuery = {
  queryKey: ['late-changes'],
  queryFn: async () => (await call(listLateChanges)).changes,
  refetchInterval: 60_000,
};
const KIND: Readonly<Record<LateChange['kind'], string>> = { moved: 'moved', cancelled: 'cancelled', no_show: 'did not come to' };

/** Late changes that no rule waives: somebody decides whether they cost anything. */
export function LateChanges({ zone }: { zone: string }) {
  const { data, error } = useQuery(lateQuery);
  const open = data?.filter(({ feeState }) => feeState === 'pending') ?? [];
  if (!error && open.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="late-changes">
      <h2 id="late-changes">Late changes to decide</h2>
      <Failed error={error} />
      {open.map((change) => (
        <OneChange key={change.id} change={change} zone={zone} />
      ))}
    </section>
  );
}

function OneChange({ change: { id, patientName, kind, fromAt, feeCents }, zone }: { change: LateChange; zone: string }) {
  const queries = useQueryClient();
  const decide = useMutation({
    mutationFn: (decision: 'waived' | 'charged') =>
      call(decideLateChange, {
        params: { changeId: id },
        body: { decision, reason: decision === 'waived' ? 'goodwill' : 'rule' },
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: lateQuery.queryKey }),
  });
  return (
    <div className="card stack">
      <p>
        <strong>{patientName}</strong> {KIND[kind]} {dayOf(fromAt, zone)}, {timeOfDay(fromAt, zone)}. By the rule it costs{' '}
        {dollars(feeCents)}.
      </p>
      <Failed error={decide.error} />
      <div className="row">
        <Button variant="default" loading={decide.isPending} onClick={() => decide.mutate('waived')}>
          Waive it
        </Button>
        <Button variant="subtle" loading={decide.isPending} onClick={() => decide.mutate('charged')}>
          Charge it
        </Button>
      </div>
    </div>
  );
}
