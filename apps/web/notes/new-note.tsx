import { NativeSelect } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { NearAppointment, NoteKind } from '#contracts';
import { kindWords } from '../appointments/words.js';
import { call } from '../call.js';
import { choices } from '../care/words.js';
import { notesQuery, SHELVES, type Shelf } from '../chart/queries.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { dayOf } from '../time.js';
import { NOTE_KINDS } from './words.js';

type Props = { patientId: string; shelf: Shelf; zone: string; onBegun: () => void; onClose: () => void };

/** What a note is about; then it is a draft, which saves itself. */
export function NewNote({ patientId, shelf, zone, onBegun, onClose }: Props) {
  const [kind, setKind] = useState<NoteKind>('visit');
  const [appointmentId, setAppointmentId] = useState('');
  const { data } = useQuery(notesQuery(patientId, shelf));
  const begin = useMutation({
    mutationFn: () =>
      call(SHELVES[shelf].begin, { params: { patientId }, body: { kind, text: '', ...(appointmentId && { appointmentId }) } }),
    onSuccess: onBegun,
  });
  return (
    <div className="stack">
      <NativeSelect
        label="About"
        data={choices(NOTE_KINDS)}
        value={kind}
        onChange={({ currentTarget }) => setKind(currentTarget.value as NoteKind)}
      />
      <NativeSelect
        label="Appointment"
        data={[{ value: '', label: 'None' }, ...(data?.appointments ?? []).map((one) => appointmentChoice(one, zone))]}
        value={appointmentId}
        onChange={({ currentTarget }) => setAppointmentId(currentTarget.value)}
      />
      <Failed error={begin.error} />
      <div className="row">
        <Button variant="default" onClick={onClose}>
          Not now
        </Button>
        <Button loading={begin.isPending} onClick={() => begin.mutate()}>
          Begin
        </Button>
      </div>
    </div>
  );
}

const appointmentChoice = ({ appointmentId, kind, startsAt }: NearAppointment, zone: string) => ({
  value: appointmentId,
  label: `${kindWords(kind, 'staff')}, ${dayOf(Date.parse(startsAt), zone)}`,
});
