import { PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type DemoSignIn, listDemoSignIns, type SignIn, signIn } from '#contracts';
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
import { Failed } from './states.js';

function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: SignIn) => call(signIn, { body }),
    onSuccess: async (me) => {
      await closeSocket();
      queries.clear();
      queries.setQueryData(meQuery.queryKey, me);
      navigate(homeOf(me), { isReplacing: true });
    },
  });
}

export default function SignInPage() {
  const attempt = useSignIn();
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
        <SignInForm isBusy={attempt.isPending} error={attempt.error} onSubmit={(body) => attempt.mutate(body)} />
        <DemoSignIns isBusy={attempt.isPending} onChoose={({ email, password }) => attempt.mutate({ email, password })} />
      </div>
    </Kit>
  );
}

function SignInForm({ isBusy, error, onSubmit }: { isBusy: boolean; error: unknown; onSubmit: (body: SignIn) => void }) {
  const [body, setBody] = useState<SignIn>({ email: '', password: '' });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(body);
  };
  return (
    <form className={`card stack ${styles['form']}`} onSubmit={submit}>
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
      <Failed error={error} />
      <Button type="submit" loading={isBusy}>
        Sign in
      </Button>
    </form>
  );
}

const demoQuery = { queryKey: ['demo-sign-ins'], queryFn: () => call(listDemoSignIns), retry: false };

/** Only the demo clinic has these; elsewhere the address does not exist, and neither does this list. */
function DemoSignIns({ isBusy, onChoose }: { isBusy: boolean; onChoose: (one: DemoSignIn) => void }) {
  const signIns = useQuery(demoQuery).data?.signIns ?? [];
  if (!signIns.length) return null;
  return (
    <section className={styles['demo']} aria-label="Demo clinic">
      <h2>Look around the demo clinic</h2>
      <ul>
        {signIns.map((one) => (
          <li key={one.email}>
            <button type="button" disabled={isBusy} onClick={() => onChoose(one)}>
              <strong>Sign in as {one.name}</strong>
              <span>{one.about}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="quiet small">
        E-mails and texts of the demo never leave it: <Link href="/messages">read them here</Link>.
      </p>
    </section>
  );
}
