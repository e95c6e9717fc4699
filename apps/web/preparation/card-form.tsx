import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { type OwnEmergencyCard, writeOwnCard } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { Line } from './fields.js';
import { preparationQuery } from './queries.js';

const EMPTY: OwnEmergencyCard = { addressLine: '', entryNote: '', allergies: '', localEmergencyNumber: '' };
const LABELS: Readonly<Record<keyof OwnEmergencyCard, string>> = {
  addressLine: 'Where you are in a session: street, floor, town',
  entryNote: 'How one gets in (optional)',
  allergies: 'Allergies (optional)',
  localEmergencyNumber: 'The emergency line of your town, with its area code',
};

type Props = { patientId: string; card: OwnEmergencyCard | null; onDone: () => void };

/** What is read aloud to the emergency services: only the patient writes it. */
export function CardForm({ patientId, card, onDone }: Props) {
  const queries = useQueryClient();
  const [form, setForm] = useState(card ?? EMPTY);
  const write = useMutation({
    mutationFn: () => call(writeOwnCard, { params: { patientId }, body: form }),
    onSuccess: (preparation) => {
      queries.setQueryData(preparationQuery(patientId).queryKey, preparation);
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    write.mutate();
  };
  const names = Object.keys(LABELS) as (keyof OwnEmergencyCard)[];
  return (
    <form className="stack" onSubmit={submit}>
      {names.map((name) => (
        <Line key={name} label={LABELS[name]} value={form[name]} onChange={(value) => setForm({ ...form, [name]: value })} />
      ))}
      <Failed error={write.error} />
      <Button
        type="submit"
        variant="default"
        loading={write.isPending}
        disabled={!form.addressLine.trim() || form.localEmergencyNumber.trim().length < 3}
      >
        Save the card
      </Button>
    </form>
  );
}
