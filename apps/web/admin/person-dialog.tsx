import { NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';

import { changeRole, disablePerson, enablePerson, type Person, signOutPerson } from '#contracts';
import { StepUpDialog } from '../account/step-up-dialog.js';
import { call } from '../call.js';
import { choices, ROLES } from '../care/words.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';

export type Act = Readonly<{ kind: 'role' | 'sign-out' | 'disable' | 'enable'; person: Person }>;
type Props = { act: Act; onDone: (words: string) => void; onClose: () => void };

/** Says what will happen, and does it with a proof of who asks. */
export function PersonDialog({ act: { kind, person }, ...props }: Props) {
  if (kind === 'role') return <RoleDialog person={person} {...props} />;
  if (kind === 'sign-out') return <SignOut person={person} {...props} />;
  return kind === 'disable' ? <Disable person={person} {...props} /> : <Enable person={person} {...props} />;
}

type OwnProps = Omit<Props, 'act'> & { person: Person };

function Disable({ person: { personId, displayName, role }, onDone, onClose }: OwnProps) {
  const disable = async () => {
    await call(disablePerson, { params: { personId } });
    onDone(`${displayName} is signed out everywhere and cannot sign in.`);
  };
  const rest =
    role === 'patient'
      ? 'What is booked stays booked: cancel it first if it should not take place.'
      : 'What they are booked for stays theirs: hand it over first. From then on they answer no duty: the rota shows the gaps in red.';
  return (
    <StepUpDialog
      title={`Disable ${displayName}`}
      what={`${displayName} is signed out everywhere at once and cannot sign in any more. Nothing is deleted, and you can enable them again. ${rest}`}
      words="Disable"
      onAct={disable}
      onClose={onClose}
    />
  );
}

function SignOut({ person: { personId, displayName }, onDone, onClose }: OwnProps) {
  const signOut = async () => {
    await call(signOutPerson, { params: { personId } });
    onDone(`${displayName} is signed out everywhere.`);
  };
  return (
    <StepUpDialog
      title={`Sign ${displayName} out`}
      what={`${displayName} is signed out on every device at once, also where they watch a session, and can sign in again. For a device that was lost, or seen in other hands.`}
      words="Sign them out"
      onAct={signOut}
      onClose={onClose}
    />
  );
}

function Enable({ person: { personId, displayName }, onDone, onClose }: OwnProps) {
  const enable = async () => {
    await call(enablePerson, { params: { personId } });
    onDone(`${displayName} can sign in again.`);
  };
  return (
    <StepUpDialog
      title={`Enable ${displayName}`}
      what={`${displayName} can sign in again as before, with the same password and second factor.`}
      words="Enable"
      onAct={enable}
      onClose={onClose}
    />
  );
}

type StaffRole = Exclude<Person['role'], 'patient' | 'chaperone'>;
const { patient: _patient, chaperone: _chaperone, ...STAFF_ROLES } = ROLES;

function RoleDialog({ person, onDone, onClose }: OwnProps) {
  const { personId, displayName } = person;
  const [form, setForm] = useState({ role: person.role as StaffRole, profession: person.profession ?? '' });
  const [isProving, setProving] = useState(false);
  const profession = form.profession.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setProving(true);
  };
  const change = async () => {
    await call(changeRole, { params: { personId }, body: { role: form.role, ...(profession && { profession }) } });
    onDone(`${displayName} is ${ROLES[form.role]} now, and signs in anew.`);
  };
  if (isProving) {
    return (
      <StepUpDialog
        title={`${displayName}: ${ROLES[form.role]}`}
        what={`${displayName} is signed out everywhere, and may do what this role may do from the next sign-in on.`}
        words="Change the role"
        onAct={change}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog title={`Another role for ${displayName}`} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p>
          What they are on call or booked for stays theirs: hand it over first. Only prescribers and physicians answer a duty.
        </p>
        <NativeSelect
          label="Role"
          data={choices(STAFF_ROLES)}
          value={form.role}
          onChange={({ currentTarget }) => setForm({ ...form, role: currentTarget.value as StaffRole })}
        />
        <TextInput
          label="Profession (NP, MD, LCSW …)"
          maxLength={20}
          value={form.profession}
          onChange={({ currentTarget }) => setForm({ ...form, profession: currentTarget.value })}
        />
        <Choices>
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          <Button type="submit">Go on</Button>
        </Choices>
      </form>
    </Dialog>
  );
}
