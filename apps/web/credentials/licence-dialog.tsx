import { NativeSelect, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { addLicence, endLicence, type Licence, type LicenceEndReason, type LicenceKind, type LicensedPerson } from '#contracts';
import { call } from '../call.js';
import { choices } from '../care/words.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Failed } from '../shell/states.js';
import styles from './credentials.module.css';
import { CANADA, placeName, US } from './places.js';
import { END_REASONS, KINDS, nameOf } from './words.js';

export type LicenceAct =
  | Readonly<{ kind: 'add'; person: LicensedPerson }>
  | Readonly<{ kind: 'end'; person: LicensedPerson; licence: Licence }>;
type Props = { act: LicenceAct; onDone: (words: string) => void; onClose: () => void };

/** Enters a licence, or ends one. */
export function LicenceDialog({ act, ...props }: Props) {
  return act.kind === 'add' ? (
    <Add person={act.person} {...props} />
  ) : (
    <End licence={act.licence} person={act.person} {...props} />
  );
}

const begun = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

type OwnProps = Omit<Props, 'act'> & { person: LicensedPerson };
const EMPTY = { jurisdiction: '', kind: '' as LicenceKind | '', number: '', validFrom: '', validTo: '' };
const PLACES = [
  { group: 'United States', items: US },
  { group: 'Canada', items: CANADA },
];

function Add({ person: { personId, displayName }, onDone, onClose }: OwnProps) {
  const [form, setForm] = useState(EMPTY);
  const add = useMutation({
    mutationFn: () => call(addLicence, { params: { personId }, body: { ...form, kind: form.kind as LicenceKind } }),
    onSuccess: () =>
      onDone(`${begun(nameOf(form.kind as LicenceKind))} of ${displayName} for ${placeName(form.jurisdiction)} is entered.`),
  });
  const set = (name: keyof typeof EMPTY) => (event: { currentTarget: { value: string } }) =>
    setForm({ ...form, [name]: event.currentTarget.value });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  const isWhole = Object.values(form).every((value) => value.trim() !== '');
  return (
    <Dialog title={`A licence of ${displayName}`} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p>By entering it you say that you have looked it up today with whoever gave it.</p>
        <NativeSelect
          label="State or province"
          required
          value={form.jurisdiction}
          onChange={set('jurisdiction')}
          data={[{ value: '', label: 'Choose' }, ...PLACES]}
        />
        <NativeSelect
          label="Kind"
          required
          data={[{ value: '', label: 'Choose' }, ...choices(KINDS)]}
          value={form.kind}
          onChange={set('kind')}
        />
        <TextInput label="Number" required maxLength={60} autoComplete="off" value={form.number} onChange={set('number')} />
        <div className={styles['dates']}>
          <TextInput label="Valid from" type="date" required value={form.validFrom} onChange={set('validFrom')} />
          <TextInput label="Last day" type="date" required value={form.validTo} onChange={set('validTo')} />
        </div>
        <Failed error={add.error} />
        <Choices>
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          <Button type="submit" loading={add.isPending} disabled={!isWhole}>
            I have looked it up: enter it
          </Button>
        </Choices>
      </form>
    </Dialog>
  );
}

function End({ person, licence, onDone, onClose }: OwnProps & { licence: Licence }) {
  const [why, setWhy] = useState<LicenceEndReason>('surrendered');
  const place = placeName(licence.jurisdiction);
  const end = useMutation({
    mutationFn: () => call(endLicence, { params: { licenceId: licence.licenceId }, body: { why } }),
    onSuccess: () => onDone(`${begun(nameOf(licence.kind))} of ${person.displayName} for ${place} has ended.`),
  });
  return (
    <Dialog title={`End ${nameOf(licence.kind)} for ${place}`} onClose={onClose}>
      <p>
        It lets {person.displayName} do nothing there from now on. What is booked stays booked and is shown as at risk. It cannot
        be taken back; a licence that was ended by mistake is entered again.
      </p>
      <NativeSelect
        label="Why"
        data={choices(END_REASONS)}
        value={why}
        onChange={({ currentTarget }) => setWhy(currentTarget.value as LicenceEndReason)}
      />
      <Failed error={end.error} />
      <Choices>
        <Button variant="default" onClick={onClose}>
          Not now
        </Button>
        <Button loading={end.isPending} onClick={() => end.mutate()}>
          End it
        </Button>
      </Choices>
    </Dialog>
  );
}
