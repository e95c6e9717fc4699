import { Textarea } from '@mantine/core';
import { useState } from 'react';

import { serverTime } from '../server-time.js';
import { Choice } from '../session/choice.js';
import { Button } from '../shell/button.js';
import { keepDraft, keptDraft, type NoteDraft } from './note-draft.js';
import type { NoteOutbox } from './note-outbox.js';

const KINDS = [
  { value: 'quote', words: 'Their words' },
  { value: 'observed', words: 'What I see' },
] as const;

type Props = Readonly<{ personId: string; sessionId: string; outbox: NoteOutbox | null; when: (at: number) => string }>;

/** A note stands where its author began to write it: that is when it was said. */
export function NotesPad({ personId, sessionId, outbox, when }: Props) {
  const [draft, setDraft] = useState(() => keptDraft(personId, sessionId));
  const { kind, text, begunAt } = draft;
  const change = (next: NoteDraft) => {
    setDraft(next);
    keepDraft(personId, sessionId, next);
  };
  const write = (written: string) =>
    change({ kind, text: written, begunAt: written === '' ? undefined : (begunAt ?? serverTime.now()) });
  const keep = () => {
    if (!outbox || !text.trim() || begunAt === undefined) return;
    outbox.add({ id: crypto.randomUUID(), kind, text, happenedAt: new Date(begunAt).toISOString() });
    write('');
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <Choice legend="What it is" options={KINDS} value={kind} onChange={(chosen) => change({ ...draft, kind: chosen })} />
      <Textarea
        label="Note"
        description={begunAt === undefined ? 'Ctrl and Enter keep it.' : `At ${when(begunAt)}`}
        autosize
        minRows={2}
        maxLength={2_000}
        value={text}
        onChange={({ currentTarget }) => write(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) keep();
        }}
      />
      <div>
        <Button type="submit" disabled={!text.trim()}>
          Keep the note
        </Button>
      </div>
    </form>
  );
}
