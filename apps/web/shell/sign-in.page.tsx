import { PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, lazy, Suspense, useState } from 'react';
import { beginPasskeySignIn, type Me, type SignIn, signIn, signInByPasskey } from '#contracts';
import { canUsePasskeys, provePasskey } from '../account/passkey.js';
import { Problem } from '../account/problem.js';
import { call } from '../call.js';
import { closeSocket } from '../socket.js';
import { homeOf } from './audience.js';
import { Button } from './button.js';
import { Icon } from './icons.js';
import { Kit } from './kit.js';
import { PageTitle } from './page-title.js';
import { meQuery } from './queries.js';
import { Link, navigate } from './router.js';
import { SchemeToggle } from './scheme-toggle.js';
import styles from './sign-in.module.css';
import { Loading } from './states.js';
import { takeWanted } from './wanted.js';

const DemoSignIns = lazy(() => import('../account/demo-sign-ins.js'));
const SecondFactor = lazy(() => import('../account/second-factor.js').then((it) => ({ default: it.SecondFactor })));

/** Somebody has come in, in part or in full: what was shown to the one before is forgotten. */
export function useWelcome(): (me: Me) => Promise<void> {
  const queries = useQueryClient();
  return async (me) => {
    await closeSocket();
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });
    queries.setQueryData(meQuery.queryKey, me); // kept, not cleared: this page goes on looking at it
    if (me.assurance === 'full') navigate(takeWanted() ?? homeOf(me), { isReplacing: true });
  };
}

export default function SignInPage() {
  const { data: me, refetch } = useQuery(meQuery);
  const welcome = useWelcome();
  const isPending = me?.assurance === 'pending';
  const complete = async () => {
    const { data } = await refetch();
    if (data) await welcome(data);
  };
  return (
    <Kit>
      <div className={styles['page']}>
        <div className={styles['top']}>
          <SchemeToggle />
        </div>
        <div className={styles['welcome']}>
          <span className={styles['mark']}>
            <Icon name="flame" size={44} />
          </span>
          <PageTitle title="Sign in">Welcome to Hearth</PageTitle>
          <p className="quiet">Your sessions, and the people who look after you.</p>
        </div>
        {isPending ? (
          <div className={`card ${styles['form']}`}>
            <Suspense fallback={<Loading what="the second step" />}>
              <SecondFactor me={me} onDone={() => void complete()} />
            </Suspense>
          </div>
        ) : (
          <FirstStep welcome={welcome} />
        )}
        <Suspense fallback={null}>
          <DemoSignIns welcome={welcome} />
        </Suspense>
      </div>
    </Kit>
  );
}

function FirstStep({ welcome }: { welcome: (me: Me) => Promise<void> }) {
  const [body, setBody] = useState<SignIn>({ email: '', password: '' });
  const byPassword = useMutation({ mutationFn: () => call(signIn, { body }), onSuccess: welcome });
  const byPasskey = useMutation({
    mutationFn: async () => {
      const passkey = await provePasskey(await call(beginPasskeySignIn));
      return call(signInByPasskey, { body: { passkey } });
    },
    onSuccess: welcome,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    byPassword.mutate();
  };
  return (
    <form className={`card stack ${styles['form']}`} onSubmit={submit}>
      {canUsePasskeys() && (
        <>
          <Button loading={byPasskey.isPending} onClick={() => byPasskey.mutate()}>
            Sign in with a passkey
          </Button>
          <Problem error={byPasskey.error} />
          <p className={styles['or']}>or with your password</p>
        </>
      )}
      <TextInput
        label="E-mail address"
        type="email"
        name="email"
        autoComplete="username"
        required
        withAsterisk={false}
        value={body.email}
        onChange={({ currentTarget }) => setBody({ ...body, email: currentTarget.value })}
      />
      <PasswordInput
        label="Password"
        name="password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        value={body.password}
        onChange={({ currentTarget }) => setBody({ ...body, password: currentTarget.value })}
      />
      <Problem error={byPassword.error} />
      <Button type="submit" variant={canUsePasskeys() ? 'default' : 'filled'} loading={byPassword.isPending}>
        Sign in
      </Button>
      <Link href="/forgotten">I have forgotten my password</Link>
    </form>
  );
}
