import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { askEmailChange, readEmail } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Failed, Loading, Notice } from '../shell/states.js';
import { StepUpDialog } from './step-up-dialog.js';

/** The address with which one signs in; another one counts once its link was opened. */
export function EmailCard() {
  const { data, error } = useQuery({ queryKey: ['email'], queryFn: () => call(readEmail) });
  const [email, setEmail] = useState('');
  const [asked, setAsked] = useState<string | null>(null);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const begin = (address: string) => {
    setSentTo(null);
    setAsked(address);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    begin(email);
  };
  const ask = async (address: string) => {
    await call(askEmailChange, { body: { email: address } });
    setSentTo(address);
    setEmail('');
  };
  return (
    <section className="card stack" aria-labelledby="email">
      <h2 id="email">E-mail address</h2>
      <Failed error={error} />
      {!data && !error && <Loading what="your address" />}
      {data && <Current {...data} onVerify={begin} />}
      <form className="stack" onSubmit={submit}>
        <TextInput
          label="New e-mail address"
          type="email"
          autoComplete="email"
          required
          withAsterisk={false}
          maxLength={254}
          value={email}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
        />
        {sentTo !== null && (
          <Notice kind="good">
            If the address can be used, a message is on its way to {sentTo}. Open the link in it within a day: until then nothing
            changes.
          </Notice>
        )}
        <div className="row">
          <Button type="submit" variant="default">
            Change the address
          </Button>
        </div>
      </form>
      {asked !== null && (
        <StepUpDialog
          title="Send a link"
          what={`We send a link to ${asked}. When you open it, that is your address, and all other devices are signed out.`}
          words="Send it"
          onAct={() => ask(asked)}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  );
}

type CurrentProps = { email: string | null; isVerified: boolean; onVerify: (email: string) => void };

function Current({ email, isVerified, onVerify }: CurrentProps) {
  if (email === null) return <p className="quiet">There is none yet.</p>;
  return (
    <>
      <p>
        You sign in with <strong>{email}</strong>.
      </p>
      {!isVerified && (
        <div className="row">
          <span className="quiet">You have not shown yet that it is yours.</span>
          <Button variant="default" onClick={() => onVerify(email)}>
            Send me a link
          </Button>
        </div>
      )}
    </>
  );
}
