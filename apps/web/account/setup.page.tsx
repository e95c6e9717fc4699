import { TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { readSetup, setUp } from '#contracts';
import { call } from '../call.js';
import { homeOf } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { meQuery } from '../shell/queries.js';
import { Link, navigate } from '../shell/router.js';
import { Failed, Loading, Notice } from '../shell/states.js';
import { Door } from './door.js';
import { EnrolFirst } from './enrol-first.js';
import { useLinkToken } from './link-token.js';
import { NewPasswordInput, PasswordProblem } from './new-password.js';

/** The first admin of a new clinic, by the address that the server has printed. */
export default function SetupPage() {
  const token = useLinkToken();
  const queries = useQueryClient();
  const [isMade, setMade] = useState(false);
  const { data, error } = useQuery({ queryKey: ['setup'], queryFn: () => call(readSetup), staleTime: Number.POSITIVE_INFINITY });
  const enter = async () => {
    const me = await queries.fetchQuery({ ...meQuery, staleTime: 0 });
    navigate(homeOf(me), { isReplacing: true });
  };
  return (
    <Door title="A new clinic" lead="You become its first admin.">
      <Failed error={error} />
      {!data && !error && <Loading what="the clinic" />}
      {isMade && <EnrolFirst onDone={() => void enter()} />}
      {data?.isWaiting && !isMade && <AdminForm token={token} onMade={() => setMade(true)} />}
      {data && !data.isWaiting && (
        <>
          <Notice>This clinic has an admin already. Ask them for an invitation.</Notice>
          <Link href="/sign-in">Sign in</Link>
        </>
      )}
    </Door>
  );
}

function AdminForm({ token, onMade }: { token: string; onMade: () => void }) {
  const [admin, setAdmin] = useState({ displayName: '', email: '', password: '' });
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const make = useMutation({ mutationFn: () => call(setUp, { body: { token, zone, ...admin } }), onSuccess: onMade });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  if (!token)
    return <Notice kind="watch">Open the whole address that the server has printed, with what stands behind the #.</Notice>;
  return (
    <form className="stack" onSubmit={submit}>
      <TextInput
        label="Your name"
        autoComplete="name"
        required
        withAsterisk={false}
        maxLength={100}
        value={admin.displayName}
        onChange={({ currentTarget }) => setAdmin({ ...admin, displayName: currentTarget.value })}
      />
      <TextInput
        label="E-mail address"
        type="email"
        autoComplete="username"
        required
        withAsterisk={false}
        value={admin.email}
        onChange={({ currentTarget }) => setAdmin({ ...admin, email: currentTarget.value })}
      />
      <NewPasswordInput value={admin.password} onChange={(password) => setAdmin({ ...admin, password })} />
      <PasswordProblem error={make.error} />
      <Button type="submit" loading={make.isPending}>
        Continue
      </Button>
    </form>
  );
}
