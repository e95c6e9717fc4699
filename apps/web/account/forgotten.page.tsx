import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { forgotPassword } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Link } from '../shell/router.js';
import { Failed, Notice } from '../shell/states.js';
import { Door } from './door.js';

export default function ForgottenPage() {
  const [email, setEmail] = useState('');
  const ask = useMutation({ mutationFn: () => call(forgotPassword, { body: { email } }) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate();
  };
  return (
    <Door title="A new password" lead="We send you a link by e-mail.">
      {ask.isSuccess ? (
        <Notice kind="good">
          If somebody with this address is in the clinic, an e-mail is on its way. Its link is good for half an hour. If none
          comes, look into your spam folder, or call the clinic.
        </Notice>
      ) : (
        <form className="stack" onSubmit={submit}>
          <TextInput
            label="E-mail address"
            type="email"
            name="email"
            autoComplete="username"
            required
            withAsterisk={false}
            value={email}
            onChange={({ currentTarget }) => setEmail(currentTarget.value)}
          />
          <Failed error={ask.error} />
          <Button type="submit" loading={ask.isPending}>
            Send the link
          </Button>
        </form>
      )}
      <p className="quiet small">
        Lost your phone or passkey, not your password? Sign in with the password, then use a recovery code. If those are lost too,
        an admin of the clinic invites you anew.
      </p>
      <Link href="/sign-in">Back to signing in</Link>
    </Door>
  );
}
