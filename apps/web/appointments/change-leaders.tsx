import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { changeGroupLeaders, readGroupLeaders } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Failed, Loading } from '../shell/states.js';
import { LeadersChoice, toggled } from './leaders-choice.js';

/** Others lead a group from now on; its time stays. */
export function ChangeLeaders({ groupId, onClose }: { groupId: string; onClose: () => void }) {
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const { data, error } = useQuery({
    queryKey: ['group-leaders', groupId],
    queryFn: () => call(readGroupLeaders, { params: { groupId } }),
    staleTime: 0,
  });
  const change = useMutation({
    mutationFn: (staffIds: string[]) => call(changeGroupLeaders, { params: { groupId }, body: { staffIds } }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onClose();
    },
    onError: () => queries.invalidateQueries({ queryKey: ['group-leaders', groupId] }),
  });
  const leading = data?.clinicians.filter(({ isLeading }) => isLeading).map(({ personId }) => personId) ?? [];
  const staffIds = chosen ?? leading;
  const needed = data ? Math.max(1, Math.ceil(data.taken / data.patientsPerStaff)) : 1;
  const isSame = staffIds.length === leading.length && staffIds.every((id) => leading.includes(id));
  return (
    <Dialog title="Who leads this group?" onClose={onClose}>
      <Failed error={error} />
      {!data && !error && <Loading what="who could lead it" />}
      {data && (
        <>
          <p className="quiet small">
            Places taken: {data.taken}. One of those who lead it looks after {data.patientsPerStaff} at the most, so it needs{' '}
            {needed}. Those who have a place are told that somebody else will be there.
          </p>
          <LeadersChoice clinicians={data.clinicians} chosen={staffIds} onToggle={(id) => setChosen(toggled(staffIds, id))} />
        </>
      )}
      <Failed error={change.error} />
      <Choices>
        <Button variant="default" onClick={onClose}>
          Keep it as it is
        </Button>
        <Button
          disabled={!data || isSame || staffIds.length < needed}
          loading={change.isPending}
          onClick={() => change.mutate([...staffIds])}
        >
          Save
        </Button>
      </Choices>
    </Dialog>
  );
}
