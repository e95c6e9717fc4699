import { Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { call } from '../call.js';
import { SHELVES } from '../chart/queries.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Failed } from '../shell/states.js';
import type { NoteProps } from './note-props.js';
import { useSaving } from './use-saving.js';
import { NOTE_KINDS } from './words.js';

/** A draft that saves itself; signing locks it. */
export function NoteDraft({ patientId, shelf, note, onChange }: NoteProps) {
  const { text, write, settle, isSaved, error } = useSaving(patientId, shelf, note);
  const [asking, setAsking] = useState<'sign' | 'discard' | null>(null);
  const params = { patientId, noteId: note.noteId };
  const done = () => {
    setAsking(null);
    onChange();
  };
  const sign = useMutation({
    mutationFn: async () => {
      const { revision } = await settle();
      return call(SHELVES[shelf].sign, { params, body: { revision } });
    },
    onSuccess: done,
  });
  const discard = useMutation({ mutationFn: () => call(SHELVES[shelf].discard, { params }), onSuccess: done });
  const name = NOTE_KINDS[note.kind];
  return (
    <article className="stack">
      <Textarea
        label={`Draft: ${name}`}
        description="Nobody else sees it before it is signed."
        autosize
        minRows={4}
        maxLength={20000}
        value={text}
        onChange={({ currentTarget }) => write(currentTarget.value)}
      />
      <p className="quiet small" role="status">
        {isSaved ? 'Saved' : 'Not saved yet'}
      </p>
      <Failed error={error} />
      <div className="row">
        <Button variant="subtle" onClick={() => setAsking('discard')}>
          Throw away
        </Button>
        <Button disabled={text.trim() === ''} onClick={() => setAsking('sign')}>
          Sign
        </Button>
      </div>
      {asking === 'sign' && (
        <Dialog title="Sign this note" onClose={() => setAsking(null)}>
          <p>Nothing in it can be changed after that. {shelf === 'chart' && 'What you think of later is added beside it.'}</p>
          <Failed error={sign.error} />
          <Choices>
            <Button variant="default" onClick={() => setAsking(null)}>
              Not yet
            </Button>
            <Button loading={sign.isPending} onClick={() => sign.mutate()}>
              Sign and lock
            </Button>
          </Choices>
        </Dialog>
      )}
      {asking === 'discard' && (
        <Dialog title="Throw this draft away" onClose={() => setAsking(null)}>
          <p>It cannot be brought back.</p>
          <Failed error={discard.error} />
          <Choices>
            <Button variant="default" onClick={() => setAsking(null)}>
              Keep it
            </Button>
            <Button variant="danger" loading={discard.isPending} onClick={() => discard.mutate()}>
              Throw it away
            </Button>
          </Choices>
        </Dialog>
      )}
    </article>
  );
}
