import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { addPasskey, beginPasskey } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { makePasskey } from './passkey.js';
import { Problem } from './problem.js';

export function EnrolPasskey({ onEnrolled }: { onEnrolled: (recoveryCodes: string[] | null) => void }) {
  const [name, setName] = useState('This device');
  const enrol = useMutation({
    mutationFn: async () => {
      const passkey = await makePasskey(await call(beginPasskey));
      return call(addPasskey, { body: { name, passkey } });
    },
    onSuccess: ({ recoveryCodes }) => onEnrolled(recoveryCodes),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enrol.mutate();
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
      <Problem error={enrol.error} />
      <Button type="submit" loading={enrol.isPending}>
        Make a passkey
      </Button>
    </form>
  );
}
