import { PasswordInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { changePassword, stepUp } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Loading, Notice } from '../shell/states.js';
import { NewPasswordInput, PasswordProblem } from './new-password.js';
import { devicesQuery, factorsQuery } from './queries.js';
import { StepUpDialog } from './step-up-dialog.js';

/** Whoever has a password gives it; whoever has a second factor shows that besides. */
export function PasswordCard() {
  const queries = useQueryClient();
  const factors = useQuery(factorsQuery).data;
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [isProving, setProving] = useState(false);
  const [isSending, setSending] = useState(false);
  const [outcome, setOutcome] = useState<{ error: unknown } | 'done' | null>(null);
  if (!factors) return <Loading what="the ways to sign in" />;
  const { hasPassword, hasAuthenticator, passkeys } = factors;
  const isProvenByPassword = hasPassword && !hasAuthenticator && passkeys.length === 0;
  const change = async () => {
    setSending(true);
    try {
      if (isProvenByPassword) await call(stepUp, { body: { password: current } });
      await call(changePassword, { body: { password, ...(hasPassword && { current }) } });
      setCurrent('');
      setPassword('');
      setOutcome('done');
    } catch (error) {
      setOutcome({ error });
    }
    setSending(false);
    for (const { queryKey } of [devicesQuery, factorsQuery]) void queries.invalidateQueries({ queryKey });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setOutcome(null);
    if (isProvenByPassword) void change();
    else setProving(true);
  };
  return (
    <section className="card stack" aria-labelledby="password">
      <h2 id="password">Password</h2>
      <form className="stack" onSubmit={submit}>
        {hasPassword && <CurrentPasswordInput value={current} onChange={setCurrent} />}
        <NewPasswordInput value={password} onChange={setPassword} />
        {outcome === 'done' && <Notice kind="good">Your password is changed. All other devices are signed out.</Notice>}
        {outcome !== null && outcome !== 'done' && <PasswordProblem error={outcome.error} />}
        <div className="row">
          <Button type="submit" variant="default" loading={isSending}>
            Change the password
          </Button>
        </div>
      </form>
      {isProving && (
        <StepUpDialog
          title="Change the password"
          what="Prove that it is you. All other devices will be signed out."
          words="Change it"
          onAct={change}
          onClose={() => setProving(false)}
        />
      )}
    </section>
  );
}

function CurrentPasswordInput({ value, onChange }: { value: string; onChange: (password: string) => void }) {
  return (
    <PasswordInput
      label="Your password now"
      name="current-password"
      autoComplete="current-password"
      required
      withAsterisk={false}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
