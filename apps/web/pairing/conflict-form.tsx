import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { barPairing } from '#contracts';
import { call } from '../call.js';
import { Choose } from '../screening/fields.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { ownPairingsQuery } from './queries.js';
import { useAct } from './use-act.js';

/** Two who know each other otherwise are not paired. */
export function ConflictForm({ patientId }: { patientId: string }) {
  const { data } = useQuery(ownPairingsQuery);
  const [clinicianId, setClinician] = useState('');
  const bar = useAct(() => call(barPairing, { params: { patientId }, body: { clinicianId } }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    bar.mutate();
  };
  return (
    <details className="card">
      <summary>Conflict of interest</summary>
      <form className="stack" onSubmit={submit}>
        <Choose
          label="Colleague who knows the patient otherwise"
          options={Object.fromEntries((data?.colleagues ?? []).map((one) => [one.personId, one.displayName]))}
          value={clinicianId}
          onChange={setClinician}
        />
        <Failed error={bar.error} />
        <div>
          <Button type="submit" variant="default" loading={bar.isPending} disabled={!clinicianId}>
            Never pair these two
          </Button>
        </div>
      </form>
    </details>
  );
}
