import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';

import { arrangeRide, type SessionRide } from '#contracts';
import { call } from '../call.js';
import { ActForm } from '../supply/act-form.js';

type Props = Readonly<{
  sessionId: string;
  companion: Readonly<{ name: string; phone: string }>;
  onDone: () => void;
  onClose: () => void;
}>;
const RELATIONS = [
  { value: 'companion', label: 'Their companion' },
  { value: 'family', label: 'Family' },
  { value: 'friend', label: 'A friend' },
  { value: 'paid-carer', label: 'A paid carer' },
] as const;

/** An adult by name. Whoever comes with the patient stands there already. */
export function RideDialog({ sessionId, companion, onDone, onClose }: Props) {
  const [name, setName] = useState(companion.name);
  const [phone, setPhone] = useState(companion.phone);
  const [relation, setRelation] = useState<SessionRide['relation']>('companion');
  const isWhole = name.trim().length > 1 && phone.trim().length > 4;
  const arrange = () => call(arrangeRide, { params: { sessionId }, body: { name, phone, relation } });
  return (
    <ActForm
      title="Who takes the patient home"
      words="It is arranged"
      isWhole={isWhole}
      onAct={arrange}
      onDone={onDone}
      onClose={onClose}
    >
      <p>An adult, by name. The patient does not drive before the next day, after a restful sleep.</p>
      <TextInput label="Name" autoComplete="off" value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} />
      <TextInput
        label="Telephone"
        type="tel"
        autoComplete="off"
        value={phone}
        onChange={({ currentTarget }) => setPhone(currentTarget.value)}
      />
      <NativeSelect
        label="Who that is"
        data={[...RELATIONS]}
        value={relation}
        onChange={({ currentTarget }) => setRelation(currentTarget.value as SessionRide['relation'])}
      />
    </ActForm>
  );
}
