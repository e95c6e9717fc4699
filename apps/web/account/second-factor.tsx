import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { beginProof, type Me, proveSecondFactor, type SecondFactor as Shown } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Loading } from '../shell/states.js';
import { CodeInput } from './code-input.js';
import { DemoCode } from './demo-code.js';
import { EnrolFirst } from './enrol-first.js';
import { canUsePasskeys, provePasskey } from './passkey.js';
import { Problem } from './problem.js';
import { factorsQuery } from './queries.js';
import { RecoveryCodeInput } from './recovery-code-input.js';

/** After the password: what else there is to show, or to enrol by somebody who has nothing yet. */
export function SecondFactor({ me, onDone }: { me: Me; onDone: () => void }) {
  const { data: factors, error } = useQuery(factorsQuery);
  const [isRecovering, setRecovering] = useState(false);
  if (!factors) return error ? <Problem error={error} /> : <Loading what="the second step" />;
  const hasPasskey = factors.passkeys.length > 0;
  if (!factors.hasAuthenticator && !hasPasskey) return <EnrolFirst onDone={onDone} />;
  return (
    <div className="stack">
      <h2>Now the second step, {me.displayName.split(' ')[0]}</h2>
      {hasPasskey && canUsePasskeys() && <ByPasskey onDone={onDone} />}
      {(factors.hasAuthenticator || isRecovering) && <ByCode key={String(isRecovering)} {...{ me, isRecovering, onDone }} />}
      {factors.recoveryCodesLeft > 0 && (
        <Button variant="subtle" onClick={() => setRecovering(!isRecovering)}>
          {isRecovering ? 'Back to the usual way' : 'I have lost it: use a recovery code'}
        </Button>
      )}
      {factors.recoveryCodesLeft === 0 && <p className="quiet small">Lost it? An admin of the clinic can invite you anew.</p>}
    </div>
  );
}

const useProve = (onDone: () => void) =>
  useMutation({ mutationFn: async (body: Shown) => call(proveSecondFactor, { body }), onSuccess: onDone });

function ByPasskey({ onDone }: { onDone: () => void }) {
  const prove = useMutation({
    mutationFn: async () => {
      const passkey = await provePasskey(await call(beginProof));
      return call(proveSecondFactor, { body: { passkey } });
    },
    onSuccess: onDone,
  });
  return (
    <div className="stack">
      <Button loading={prove.isPending} onClick={() => prove.mutate()}>
        Use your passkey
      </Button>
      <Problem error={prove.error} />
    </div>
  );
}

function ByCode({ me, isRecovering, onDone }: { me: Me; isRecovering: boolean; onDone: () => void }) {
  const [typed, setTyped] = useState('');
  const prove = useProve(onDone);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    prove.mutate(isRecovering ? { recoveryCode: typed.trim() } : { code: typed });
  };
  return (
    <form className="stack" onSubmit={submit}>
      {isRecovering ? (
        <RecoveryCodeInput value={typed} onChange={setTyped} />
      ) : (
        <>
          <CodeInput value={typed} onChange={setTyped} />
          <DemoCode name={me.displayName} onUse={setTyped} />
        </>
      )}
      <Problem error={prove.error} />
      <Button type="submit" loading={prove.isPending}>
        Continue
      </Button>
    </form>
  );
}
