import { PasswordInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { beginProof, type Factors, type Proof } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Choices } from '../shell/dialog.js';
import { meQuery } from '../shell/queries.js';
import { Loading } from '../shell/states.js';
import { CodeInput } from './code-input.js';
import { DemoCode } from './demo-code.js';
import { canUsePasskeys, provePasskey } from './passkey.js';
import { Problem } from './problem.js';
import { factorsQuery } from './queries.js';
import { RecoveryCodeInput } from './recovery-code-input.js';

type Props = {
  /** What the button says: the act itself, not "confirm". */
  words: string;
  /** Does the act with the proof. */
  onProve: (proof: Proof) => Promise<unknown>;
  onCancel?: () => void;
  /** To open a locked screen the password will do, too. */
  isPasswordEnough?: boolean;
  /** What to say besides when it fails. */
  children?: ReactNode;
};

type Way = 'code' | 'passkey' | 'password' | 'recovery';
const wayOf = ({ hasAuthenticator, passkeys }: Factors): Way =>
  hasAuthenticator ? 'code' : passkeys.length ? 'passkey' : 'password';

function proofOf(way: Way, typed: string): Proof {
  if (way === 'recovery') return { recoveryCode: typed.trim() };
  return way === 'code' ? { code: typed } : { password: typed };
}

/** That it is still you: by passkey, by a code, by a recovery code when both are lost, or by the password of people who have neither. One act, one proof. */
export function ProofForm({ words, onProve, onCancel, isPasswordEnough = false, children }: Props) {
  const factors = useQuery(factorsQuery).data;
  const name = useQuery(meQuery).data?.displayName ?? '';
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<Way>();
  const prove = useMutation({ mutationFn: onProve, onSettled: () => setTyped('') });
  const byPasskey = useMutation({
    mutationFn: async () => onProve({ passkey: await provePasskey(await call(beginProof)) }),
  });
  if (!factors) return <Loading what="the ways to prove it" />;
  const way = chosen ?? wayOf(factors);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    prove.mutate(proofOf(way, typed));
  };
  const choose = (other: Way) => {
    setTyped('');
    setChosen(other);
  };
  const hasPasskey = factors.passkeys.length > 0 && canUsePasskeys();
  return (
    <form className="stack" onSubmit={submit}>
      {way === 'code' && <CodeInput value={typed} onChange={setTyped} />}
      {way === 'code' && <DemoCode name={name} onUse={setTyped} />}
      {way === 'recovery' && <RecoveryCodeInput value={typed} onChange={setTyped} />}
      {way === 'password' && (
        <PasswordInput
          label="Your password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      )}
      <Problem error={prove.error ?? byPasskey.error} />
      {children}
      <Choices>
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            Not now
          </Button>
        )}
        {hasPasskey && (
          <Button
            variant={way === 'passkey' ? 'filled' : 'default'}
            loading={byPasskey.isPending}
            onClick={() => byPasskey.mutate()}
          >
            {words} with a passkey
          </Button>
        )}
        {way !== 'passkey' && (
          <Button type="submit" loading={prove.isPending}>
            {words}
          </Button>
        )}
      </Choices>
      {isPasswordEnough && way !== 'password' && factors.hasPassword && (
        <Button variant="subtle" onClick={() => choose('password')}>
          Use the password
        </Button>
      )}
      {!isPasswordEnough && factors.recoveryCodesLeft > 0 && (way === 'code' || way === 'passkey') && (
        <Button variant="subtle" onClick={() => choose('recovery')}>
          I have lost it: use a recovery code
        </Button>
      )}
    </form>
  );
}
