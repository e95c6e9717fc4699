import { NativeSelect } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { assignScreening, type CaredFor, openScreening, type StaffMember } from '#contracts';
import { call, isProblem } from '../call.js';
import { Button } from '../shell/button.js';
import { Failed, Notice } from '../shell/states.js';

type Props = { patient: CaredFor; clinicians: readonly StaffMember[] };

/** Gives the screening of a patient to somebody who is here: whoever had it has left. Nothing of it is shown for that. */
export function ScreeningOwner({ patient: { patientId, patientName }, clinicians }: Props) {
  const [personId, setPersonId] = useState('');
  const params = { patientId };
  const give = useMutation({
    mutationFn: () =>
      call(assignScreening, { params, body: { personId, why: 'left-clinic' } }).catch((error: unknown) => {
        if (isProblem(error, 'screening.no-case')) return call(openScreening, { params, body: { ownerId: personId } });
        throw error;
      }),
  });
  return (
    <details>
      <summary>Give the screening to somebody</summary>
      <div className="stack">
        <NativeSelect
          label={`Who looks after the screening of ${patientName}`}
          data={[
            { value: '', label: 'Please choose' },
            ...clinicians.map((one) => ({ value: one.personId, label: one.displayName })),
          ]}
          value={personId}
          onChange={({ currentTarget }) => setPersonId(currentTarget.value)}
        />
        <Failed error={give.error} />
        {give.isSuccess && <Notice kind="good">Done.</Notice>}
        <div>
          <Button variant="default" disabled={!personId} loading={give.isPending} onClick={() => give.mutate()}>
            Give it to them
          </Button>
        </div>
      </div>
    </details>
  );
}
