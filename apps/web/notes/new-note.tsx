import { NativeSelect } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import type { NoteKind } from '#contracts';
import { call } from '../call.js';
import { choices } from '../care/words.js';
import { SHELVES, type Shelf } from '../chart/queries.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { NOTE_KINDS } from './words.js';

type Props = { patientId: string; shelf: Shelf; onBegun: () => void; onClose: () => void };

/** What a note is about; then it is a draft, which saves itself. */
export function NewNote({ patientId, shelf, onBegun, onClose }: Props) {
  const [kind, setKind] = useState<NoteKind>('visit');
  const begin = useMutation({
    mutationFn: () => call(SHELVES[shelf].begin, { params: { patientId }, body: { kind, text: '' } }),
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
