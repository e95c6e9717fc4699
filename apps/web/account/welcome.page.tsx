import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { acceptByPasskey, acceptInvitation, beginPasskeyWelcome, lookAtInvitation, type Me } from '#contracts';
import { call } from '../call.js';
import { homeOf } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { meQuery } from '../shell/queries.js';
import { navigate } from '../shell/router.js';
import { Failed, Loading, Notice } from '../shell/states.js';
import { Door } from './door.js';
import { EnrolFirst } from './enrol-first.js';
import { useLinkToken } from './link-token.js';
import { NewPasskeyForm } from './new-passkey-form.js';
import { NewPasswordInput, PasswordProblem } from './new-password.js';
import { canUsePasskeys, makePasskey } from './passkey.js';
import { RecoveryCodes } from './recovery-codes.js';

/** An invited person makes their account: with a passkey alone, or with a password, and then for staff a second factor. */
export default function WelcomePage() {
  const token = useLinkToken();
  const [pending, setPending] = useState<Me | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const queries = useQueryClient();
  const look = useQuery({
    queryKey: ['invitation'],
    queryFn: () => call(lookAtInvitation, { body: { token } }),
    enabled: token !== '',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const enter = async () => {
    const me = await queries.fetchQuery({ ...meQuery, staleTime: 0 });
    navigate(homeOf(me), { isReplacing: true });
  };
  const admitted = (me: Me) => (me.assurance === 'pending' ? setPending(me) : void enter());
  const first = look.data?.displayName.split(' ')[0];
  return (
    <Door title={first ? `Welcome, ${first}` : 'Welcome'} lead={pending || codes ? 'Almost there.' : 'Make your account.'}>
      {token === '' ? (
        <Notice kind="watch">This page opens with the link in your invitation. Please tap the link in the message again.</Notice>
      ) : codes ? (
        <RecoveryCodes codes={codes} hasPassword={false} onDone={() => void enter()} />
      ) : pending ? (
        <EnrolFirst onDone={() => void enter()} />
      ) : look.isPending ? (
        <Loading what="your invitation" />
      ) : look.error ? (
        <Failed error={look.error} />
      ) : (
        <Ways token={token} onAdmitted={admitted} onCodes={setCodes} />
      )}
    </Door>
  );
}

type WaysProps = { token: string; onAdmitted: (me: Me) => void; onCodes: (codes: string[]) => void };

function Ways({ token, onAdmitted, onCodes }: WaysProps) {
  const [way, setWay] = useState<'passkey' | 'password'>(canUsePasskeys() ? 'passkey' : 'password');
  return (
    <section className="stack">
      {way === 'passkey' ? (
        <PasskeyForm token={token} onCodes={onCodes} />
      ) : (
        <PasswordForm token={token} onAdmitted={onAdmitted} />
      )}
      {canUsePasskeys() && (
        <Button variant="subtle" onClick={() => setWay(way === 'passkey' ? 'password' : 'passkey')}>
          {way === 'passkey' ? 'Use a password instead' : 'Use a passkey instead'}
        </Button>
      )}
    </section>
  );
}

function PasskeyForm({ token, onCodes }: Pick<WaysProps, 'token' | 'onCodes'>) {
  const accept = useMutation({
    mutationFn: async (name: string) => {
      const passkey = await makePasskey(await call(beginPasskeyWelcome, { body: { token } }));
      return call(acceptByPasskey, { body: { token, name, passkey } });
    },
    onSuccess: ({ recoveryCodes }) => onCodes(recoveryCodes),
  });
  return <NewPasskeyForm error={accept.error} isPending={accept.isPending} words="Make my account" onName={accept.mutate} />;
}

function PasswordForm({ token, onAdmitted }: { token: string; onAdmitted: (me: Me) => void }) {
  const [password, setPassword] = useState('');
  const accept = useMutation({ mutationFn: () => call(acceptInvitation, { body: { token, password } }), onSuccess: onAdmitted });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    accept.mutate();
  };
  return (
    <form className="stack" onSubmit={submit}>
      <NewPasswordInput value={password} onChange={setPassword} />
      <PasswordProblem error={accept.error} />
      <Button type="submit" loading={accept.isPending}>
        Make my account
      </Button>
    </form>
  );
}
