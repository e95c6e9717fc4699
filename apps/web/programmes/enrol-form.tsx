import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { enrolInProgramme } from '#contracts';
import { call } from '../call.js';
import { useAct } from '../protocols/queries.js';
import { Choose } from '../screening/fields.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { programmesQuery } from './queries.js';

/** Brings a patient into a published programme, once a prescriber has found them eligible. */
export function EnrolForm({ patientId, isEligible }: { patientId: string; isEligible: boolean }) {
  const { data } = useQuery(programmesQuery);
  const [programmeVersionId, setVersion] = useState('');
  const enrol = useAct(() => call(enrolInProgramme, { params: { patientId }, body: { programmeVersionId } }));
  const published = (data?.programmes ?? []).flatMap(({ versions }) => versions.filter(({ state }) => state === 'published'));
  if (!isEligible) return <p className="quiet">A patient is enrolled after the screening has found them eligible.</p>;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enrol.mutate();
  };
  const options = Object.fromEntries(published.map(({ versionId, content }) => [versionId, content.name]));
  return (
    <form className="stack" onSubmit={submit} aria-label="Enrol in a programme">
      <Choose label="Enrol in" options={options} value={programmeVersionId} onChange={setVersion} />
      <Failed error={enrol.error} />
      <div>
        <Button type="submit" variant="default" loading={enrol.isPending} disabled={programmeVersionId === ''}>
          Enrol
        </Button>
      </div>
    </form>
  );
}
