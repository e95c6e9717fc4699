import { Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import type { Note } from '#contracts';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';

type Props = {
  /** What the button says that opens it, and the one that sends it. */
  open: string;
  send: string;
  label: string;
  maxLength: number;
  onSend: (text: string) => Promise<Note>;
  onChange: () => void;
};

/** Some words about a note, behind a button: beside it, never in it. */
export function WordsForm({ open, send, label, maxLength, onSend, onChange }: Props) {
  const [text, setText] = useState<string | null>(null);
  const sending = useMutation({
    mutationFn: onSend,
    onSuccess: () => {
      setText(null);
      onChange();
    },
  });
  if (text === null)
    return (
      <div>
        <Button variant="subtle" onClick={() => setText('')}>
          {open}
        </Button>
      </div>
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    sending.mutate(text);
  };
  return (
    <form className="stack" onSubmit={submit}>
      <Textarea
        label={label}
        autosize
        minRows={2}
        maxLength={maxLength}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Failed error={sending.error} />
      <div className="row">
        <Button variant="default" onClick={() => setText(null)}>
          Not now
        </Button>
        <Button type="submit" loading={sending.isPending} disabled={text.trim().length < 3}>
          {send}
        </Button>
      </div>
    </form>
  );
}
