import { useMutation, useQuery } from '@tanstack/react-query';

import { type NamedCompanion, relieveCompanion } from '#contracts';
import { call } from '../call.js';
import type { StaffView } from '../clinician/view.js';
import { Button } from '../shell/button.js';
import { Failed, Notice } from '../shell/states.js';
import { companionsQuery } from './queries.js';

/** Who else could stay with the patient, for the day on which the one on duty cannot. */
export function ReliefCard({ live, view: { session, state } }: StaffView) {
  const { data } = useQuery(companionsQuery(session.patientId));
  const onDutyId = session.parties.find(({ part }) => part === 'chaperone')?.personId;
  const relieve = useMutation({
    mutationFn: ({ personId }: NamedCompanion) =>
      call(relieveCompanion, { params: { sessionId: session.id }, body: { personId } }),
    onSuccess: () => live.refresh(),
  });
  if (state.aborted !== undefined || state.dischargedAt !== undefined) return null;
  const others = [data?.first, data?.backup].filter((one) => one != null && one.personId !== onDutyId) as NamedCompanion[];
  const isSettled = state.dosedAt !== undefined && state.isChaperonePresent;
  return (
    <section className="card stack" aria-labelledby="relief-title">
      <h2 id="relief-title">If the companion cannot be there</h2>
      {state.companionOutSince !== undefined && <Notice kind="watch">The companion says that they cannot be there.</Notice>}
      {others.length === 0 && <p className="quiet">Nobody is named who could stand in.</p>}
      {others.map((one) => (
        <div key={one.personId} className="stack">
          <p>
            {one.displayName}, <a href={`tel:${one.phone.replace(/[^\d+]/g, '')}`}>{one.phone}</a>
          </p>
          {!isSettled && (
            <Button variant="default" loading={relieve.isPending} onClick={() => relieve.mutate(one)}>
              Put {one.displayName} on duty
            </Button>
          )}
        </div>
      ))}
      <Failed error={relieve.error} />
    </section>
  );
}
