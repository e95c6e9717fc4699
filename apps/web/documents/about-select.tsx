import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import type { DocumentAbout, FormOfPatient } from '#contracts';
import { formQuery } from '../intake/queries.js';

/** What people tried before, which papers can show. */
const TREATMENTS = 'treatment-history';

const namesIn = ({ answers }: FormOfPatient): string[] => {
  const entered = Object.values(answers).flatMap((answer) => (answer.kind === 'records' ? answer.records : []));
  return [...new Set(entered.map(({ name }) => String(name ?? '').trim()).filter(Boolean))];
};

type Props = { patientId: string; about: DocumentAbout | null; onChange: (about: DocumentAbout | null) => void };

/** Which of the treatments that the patient has named a paper is about; nothing when none was named yet. */
export function AboutSelect({ patientId, about, onChange }: Props) {
  const { data } = useQuery(formQuery(patientId, TREATMENTS));
  const names = data ? namesIn(data) : [];
  if (names.length === 0) return null;
  return (
    <NativeSelect
      label="Is it about something that you have tried?"
      data={[{ value: '', label: 'No, or I am not sure' }, ...names.map((name) => ({ value: name, label: name }))]}
      value={about?.entry ?? ''}
      onChange={({ currentTarget: { value } }) => onChange(value ? { form: TREATMENTS, entry: value } : null)}
    />
  );
}
