import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { choosePassword } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Link } from '../shell/router.js';
import { Notice } from '../shell/states.js';
import { Door } from './door.js';
import { useLinkToken } from './link-token.js';
import { NewPasswordInput, PasswordProblem } from './new-password.js';

export default function ResetPage() {
  const token = useLinkToken();
  const [password, setPassword] = useState('');
  const choose = useMutation({ mutationFn: () => call(choosePassword, { body: { token, password } }) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    choose.mutate();
  };
  return (
    <Door title="Choose a new password" lead="All your devices are signed out then.">
      {token === '' ? (
        <Notice kind="watch">This page opens with the link in the message that we sent you. Please tap it again.</Notice>
      ) : choose.isSuccess ? (
        <Notice kind="good">Your password is changed. Now sign in with it.</Notice>
      ) : (
        <form className="stack" onSubmit={submit}>
          <NewPasswordInput value={password} onChange={setPassword} />
          <PasswordProblem error={choose.error} />
          <Button type="submit" loading={choose.isPending}>
            Change the password
          </Button>
        </form>
      )}
      <Link href={choose.isSuccess ? '/sign-in' : '/forgotten'}>{choose.isSuccess ? 'Sign in' : 'Ask for a new link'}</Link>
    </Door>
  );
}
