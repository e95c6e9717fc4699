import { NativeSelect, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { type LegalBasisKind, recordLegalBasis } from '#contracts';
import { call } from '../call.js';
import { choices } from '../care/words.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { Failed } from '../shell/states.js';
import styles from './credentials.module.css';
import { BASES } from './words.js';

type Props = { onDone: (words: string) => void; onClose: () => void };
const { 'in-person-exam': _, ...SHARED } = BASES;
const EMPTY = { kind: '' as LegalBasisKind | '', citation: '', validFrom: '', validTo: '' };

/** Enters a basis in law that holds for every patient and prescriber. */
export function BasisDialog({ onDone, onClose }: Props) {
  const [form, setForm] = useState(EMPTY);
  const record = useMutation({
    mutationFn: () => call(recordLegalBasis, { body: { ...form, kind: form.kind as LegalBasisKind, about: null } }),
    onSuccess: () => onDone('The basis is entered.'),
  });
  const set = (name: keyof typeof EMPTY) => (event: { currentTarget: { value: string } }) =>
    setForm({ ...form, [name]: event.currentTarget.value });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    record.mutate();
  };
  const isWhole = Object.values(form).every((value) => value.trim() !== '');
  return (
    <Dialog title="A basis in law for everybody" onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p>
          By entering it you say that the clinic has looked it up, and that it holds on these days for all who prescribe here.
        </p>
        <NativeSelect
          label="Kind"
          required
          data={[{ value: '', label: 'Choose' }, ...choices(SHARED)]}
          value={form.kind}
          onChange={set('kind')}
        />
        <TextInput
          label="The rule that it rests on"
          description="As 90 FR 61301. Nothing about patients."
          required
          maxLength={200}
          value={form.citation}
          onChange={set('citation')}
        />
        <div className={styles['dates']}>
          <TextInput label="Valid from" type="date" required value={form.validFrom} onChange={set('validFrom')} />
          <TextInput label="Last day" type="date" required value={form.validTo} onChange={set('validTo')} />
        </div>
        <Failed error={record.error} />
        <Choices>
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          <Button type="submit" loading={record.isPending} disabled={!isWhole}>
            Enter it
          </Button>
        </Choices>
      </form>
    </Dialog>
  );
}
