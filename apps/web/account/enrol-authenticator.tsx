import { useMutation } from '@tanstack/react-query';
import { type FormEvent, lazy, Suspense, useEffect, useState } from 'react';
import { beginAuthenticator, confirmAuthenticator } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Loading } from '../shell/states.js';
import styles from './account.module.css';
import { CodeInput } from './code-input.js';
import { Problem } from './problem.js';

const Qr = lazy(() => import('./qr.js'));
const inFours = (secret: string) => secret.replace(/(.{4})(?!$)/g, '$1 ');

type Props = { onEnrolled: (recoveryCodes: string[] | null) => void };

/** The secret as a picture and as text, and the first code that proves that the app has it. */
export function EnrolAuthenticator({ onEnrolled }: Props) {
  const [code, setCode] = useState('');
  const begin = useMutation({ mutationFn: () => call(beginAuthenticator) });
  const confirm = useMutation({
    mutationFn: () => call(confirmAuthenticator, { body: { code } }),
    onSuccess: ({ recoveryCodes }) => onEnrolled(recoveryCodes),
    onError: () => setCode(''),
  });
  const { mutate } = begin;
  useEffect(() => mutate(), [mutate]);
  if (!begin.data) return begin.error ? <Problem error={begin.error} /> : <Loading what="a new secret" />;
  const { secret, uri } = begin.data;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate();
  };
  return (
    <form className="stack" onSubmit={submit}>
      <p>
        Open an authenticator app on your phone, add an account, and scan this picture. Then type the six digits that it shows.
      </p>
      <Suspense fallback={<Loading what="the picture" />}>
        <Qr text={uri} label="QR code for your authenticator app" />
      </Suspense>
      <p className="quiet small">
        No camera? Type this secret into the app: <code className={styles['secret']}>{inFours(secret)}</code>
      </p>
      <CodeInput value={code} onChange={setCode} label="The six digits that the app shows now" />
      <Problem error={confirm.error} />
      <Button type="submit" loading={confirm.isPending}>
        Use this app
      </Button>
    </form>
  );
}
