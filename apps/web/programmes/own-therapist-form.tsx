import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { nameOwnTherapist } from '#contracts';
import { call } from '../call.js';
import { agreementsQuery } from '../documents/queries.js';
import { useAct } from '../protocols/queries.js';
import { Choose } from '../screening/fields.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';

/** Which of the people to whom the patient lets the clinic write is their own therapist. */
export function OwnTherapistForm({ patientId, label }: { patientId: string; label: string }) {
  const { data } = useQuery(agreementsQuery(patientId));
  const [releaseId, setReleaseId] = useState('');
  const name = useAct(() => call(nameOwnTherapist, { params: { patientId }, body: { releaseId } }));
  const options = Object.fromEntries(
    (data ?? []).filter(({ isOpen }) => isOpen).map(({ releaseId: id, recipient }) => [id, recipient?.name ?? 'erased']),
  );
  if (!data || Object.keys(options).length === 0) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    name.mutate();
  };
  return (
    <form className="stack" onSubmit={submit} aria-label="The own therapist">
      <Choose label={label} options={options} value={releaseId} onChange={setReleaseId} />
      <Failed error={name.error} />
      <div>
        <Button type="submit" variant="default" loading={name.isPending} disabled={releaseId === ''}>
          This is the therapist
        </Button>
      </div>
    </form>
  );
}
