import { Textarea } from '@mantine/core';
import { useState } from 'react';

import type { SessionNoteKind } from '#contracts';
import { serverTime } from '../server-time.js';
import { Choice } from '../session/choice.js';
import { Button } from '../shell/button.js';
import type { NoteOutbox } from './note-outbox.js';

const KINDS = [
  { value: 'quote', words: 'Their words' },
  { value: 'observed', words: 'What I see' },
] as const;

type Props = Readonly<{ outbox: NoteOutbox | null; when: (at: number) => string }>;

/** A note stands where its author began to write it: that is when it was said. */
export function NotesPad({ outbox, when }: Props) {
  const [kind, setKind] = useState<SessionNoteKind>('quote');
  const [text, setText] = useState('');
  const [begunAt, setBegunAt] = useState<number>();
  const write = (written: string) => {
    setText(written);
    setBegunAt(written === '' ? undefined : (begunAt ?? serverTime.now()));
  };
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
      <Choice legend="What it is" options={KINDS} value={kind} onChange={setKind} />
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
