import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { changePassword } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Notice } from '../shell/states.js';
import { NewPasswordInput, PasswordProblem } from './new-password.js';
import { devicesQuery } from './queries.js';
import { StepUpDialog } from './step-up-dialog.js';

export function PasswordCard() {
  const queries = useQueryClient();
  const [password, setPassword] = useState('');
  const [isProving, setProving] = useState(false);
  const [outcome, setOutcome] = useState<{ error: unknown } | 'done' | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setOutcome(null);
    setProving(true);
  };
  const change = async () => {
    try {
      await call(changePassword, { body: { password } });
      setPassword('');
      setOutcome('done');
    } catch (error) {
      setOutcome({ error });
    }
    void queries.invalidateQueries({ queryKey: devicesQuery.queryKey });
  };
  return (
    <section className="card stack" aria-labelledby="password">
      <h2 id="password">Password</h2>
      <form className="stack" onSubmit={submit}>
        <NewPasswordInput value={password} onChange={setPassword} />
        {outcome === 'done' && <Notice kind="good">Your password is changed. All other devices are signed out.</Notice>}
        {outcome !== null && outcome !== 'done' && <PasswordProblem error={outcome.error} />}
        <div className="row">
          <Button type="submit" variant="default">
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
