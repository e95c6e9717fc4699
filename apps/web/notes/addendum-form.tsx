import { Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { addToNote } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import type { NoteProps } from './note-props.js';

/** What is said later stands beside a signed note, never in it. */
export function AddendumForm({ patientId, note: { noteId }, onChange }: Pick<NoteProps, 'patientId' | 'note' | 'onChange'>) {
  const [text, setText] = useState<string | null>(null);
  const add = useMutation({
    mutationFn: (added: string) => call(addToNote, { params: { patientId, noteId }, body: { text: added } }),
    onSuccess: () => {
      setText(null);
      onChange();
    },
  });
  if (text === null)
    return (
      <div>
        <Button variant="subtle" onClick={() => setText('')}>
          Add to it
        </Button>
      </div>
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(text);
  };
  return (
    <form className="stack" onSubmit={submit}>
      <Textarea
        label="Addendum"
        autosize
        minRows={2}
        maxLength={20000}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Failed error={add.error} />
      <div className="row">
        <Button variant="default" onClick={() => setText(null)}>
          Not now
        </Button>
        <Button type="submit" loading={add.isPending} disabled={text.trim().length < 3}>
          Add it
        </Button>
      </div>
    </form>
  );
}
