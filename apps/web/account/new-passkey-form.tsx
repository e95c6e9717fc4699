import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Button } from '../shell/button.js';
import { Problem } from './problem.js';

type Props = { error: unknown; isPending: boolean; words: string; onName: (name: string) => void };

/** What a passkey is, and a name for the new one. */
export function NewPasskeyForm({ error, isPending, words, onName }: Props) {
  const [name, setName] = useState('This device');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onName(name);
  };
  return (
    <form className="stack" onSubmit={submit}>
      <p>
        A passkey is your finger, your face or the PIN of your device. There is nothing to remember and nothing that can be
        stolen.
      </p>
      <TextInput
        label="A name, so that you know it again"
        required
        withAsterisk={false}
        maxLength={60}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <Problem error={error} />
      <Button type="submit" loading={isPending}>
        {words}
      </Button>
    </form>
  );
}
