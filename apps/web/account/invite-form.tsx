import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Invite, invite, type Me } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Failed, Notice } from '../shell/states.js';
import styles from './account.module.css';
import { StepUpDialog } from './step-up-dialog.js';

type Kind = 'patient' | 'therapist' | 'external' | 'prescriber' | 'physician' | 'admin' | 'auditor';
const KINDS: Readonly<Record<Kind, string>> = {
  patient: 'Patient',
  therapist: 'Therapist',
  external: 'Therapist of another practice',
  prescriber: 'Prescriber (nurse practitioner, PA)',
  physician: 'Physician',
  admin: 'Admin',
  auditor: 'Auditor',
};
const mine = (me: Me): Kind[] => {
  if (me.role === 'admin') return Object.keys(KINDS) as Kind[];
  return me.role === 'patient' ? ['external'] : ['patient', 'external'];
};
const isStaff = (kind: Kind) => kind !== 'patient' && kind !== 'external';

/** Whoever becomes staff is let in by an admin who proves once more who they are. */
export function InviteForm({ me, onInvited }: { me: Me; onInvited: () => void }) {
  const empty = { kind: mine(me)[0]!, displayName: '', email: '', profession: '' };
  const [form, setForm] = useState(empty);
  const [isProving, setProving] = useState(false);
  const { kind, profession, ...who } = form;
  const body: Invite = {
    ...who,
    role: kind === 'external' ? 'therapist' : kind,
    isExternal: kind === 'external',
    zone: me.zone,
    ...(profession && kind !== 'patient' && { profession }),
  };
  const send = useMutation({
    mutationFn: () => call(invite, { body }),
    onSuccess: () => {
      setForm({ ...empty, kind });
      onInvited();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isStaff(kind)) setProving(true);
    else send.mutate();
  };
  const field = (name: 'displayName' | 'email' | 'profession') => ({
    value: form[name],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => setForm({ ...form, [name]: currentTarget.value }),
  });
  return (
    <section className="card stack" aria-labelledby="invite">
      <h2 id="invite">Invite somebody</h2>
      <form className="stack" onSubmit={submit}>
        <div className={styles['form']}>
          <label>
            As
            <select
              className={styles['select']}
              value={kind}
              onChange={({ currentTarget }) => setForm({ ...form, kind: currentTarget.value as Kind })}
            >
              {mine(me).map((one) => (
                <option key={one} value={one}>
                  {KINDS[one]}
                </option>
              ))}
            </select>
          </label>
          <TextInput label="Name" required withAsterisk={false} maxLength={100} {...field('displayName')} />
          <TextInput label="E-mail address" type="email" required withAsterisk={false} {...field('email')} />
          {kind !== 'patient' && <TextInput label="Profession (NP, MD, LCSW …)" maxLength={20} {...field('profession')} />}
        </div>
        <Failed error={send.error} />
        {send.isSuccess && <Notice kind="good">Invited. The e-mail is on its way.</Notice>}
        <div className="row">
          <Button type="submit" loading={send.isPending}>
            Send the invitation
          </Button>
        </div>
      </form>
      {isProving && (
        <StepUpDialog
          title={`Invite ${form.displayName}`}
          what="They become staff of this clinic. Prove once more that it is you."
          words="Invite"
          onAct={() => send.mutateAsync()}
          onClose={() => setProving(false)}
        />
      )}
    </section>
  );
}
