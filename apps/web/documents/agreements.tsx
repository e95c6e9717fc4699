import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import {
  giveOutsideRelease,
  type LetterTemplate,
  type OutsideRelease,
  type ReleasePurpose,
  revokeOutsideRelease,
} from '#contracts';
import { call } from '../call.js';
import styles from '../care/care.module.css';
import { choices } from '../care/words.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { dayOf } from '../time.js';
import { agreementsQuery } from './queries.js';
import { PURPOSES, TEMPLATES } from './words.js';

const DAYS = [
  { value: '30', label: 'for 30 days' },
  { value: '90', label: 'for 90 days' },
  { value: '366', label: 'for a year' },
];
type Form = Readonly<{
  name: string;
  organisation: string;
  address: string;
  fax: string;
  covers: readonly LetterTemplate[];
  purpose: ReleasePurpose;
  days: string;
}>;
const EMPTY: Form = { name: '', organisation: '', address: '', fax: '', covers: [], purpose: 'treatment', days: '90' };

/** Whom outside the clinic may write to about the patient, and about what. Only the patient says so, and takes it back. */
export function Agreements({ patientId, zone }: { patientId: string; zone: string }) {
  const agreements = useQuery(agreementsQuery(patientId));
  return (
    <>
      <Failed error={agreements.error} />
      {agreements.data
        ?.filter(({ isOpen }) => isOpen)
        .map((agreement) => (
          <Agreement key={agreement.releaseId} agreement={agreement} patientId={patientId} zone={zone} />
        ))}
      <AgreementForm patientId={patientId} />
    </>
  );
}

type AgreementProps = { agreement: OutsideRelease; patientId: string; zone: string };

function Agreement({ agreement: { releaseId, recipient, covers, until }, patientId, zone }: AgreementProps) {
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => call(revokeOutsideRelease, { params: { patientId, releaseId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: agreementsQuery(patientId).queryKey }),
  });
  return (
    <section className="card stack" aria-label={`Letters to ${recipient?.name}`}>
      <h2>Letters to {recipient?.name}</h2>
      <p>
        {covers.map((template) => TEMPLATES[template]).join(' · ')}, until {dayOf(until, zone)}
      </p>
      <Failed error={revoke.error} />
      <div>
        <Button variant="default" loading={revoke.isPending} onClick={() => revoke.mutate()}>
          Take back<span className="unseen"> letters to {recipient?.name}</span>
        </Button>
      </div>
    </section>
  );
}

function AgreementForm({ patientId }: { patientId: string }) {
  const queries = useQueryClient();
  const [form, setForm] = useState(EMPTY);
  const change = (to: Partial<Form>) => setForm({ ...form, ...to });
  const give = useMutation({
    mutationFn: ({ name, organisation, address, fax, covers, purpose, days }: Form) => {
      const recipient = { name, organisation, address, fax };
      return call(giveOutsideRelease, {
        params: { patientId },
        body: { recipient, covers: [...covers], purpose, days: Number(days) },
      });
    },
    onSuccess: () => setForm(EMPTY),
    onSettled: () => queries.invalidateQueries({ queryKey: agreementsQuery(patientId).queryKey }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    give.mutate(form);
  };
  const toggle = (code: LetterTemplate) =>
    change({ covers: form.covers.includes(code) ? form.covers.filter((one) => one !== code) : [...form.covers, code] });
  return (
    <form className="card stack" onSubmit={submit} aria-labelledby="agree">
      <h2 id="agree">Let the clinic write to somebody</h2>
      <p className="quiet small">
        Your doctor, for example. They get a letter on paper, never an e-mail. You can read each letter.
      </p>
      <TextInput
        label="Their name"
        required
        withAsterisk={false}
        maxLength={120}
        value={form.name}
        onChange={({ currentTarget }) => change({ name: currentTarget.value })}
      />
      <TextInput
        label="Practice or hospital"
        maxLength={160}
        value={form.organisation}
        onChange={({ currentTarget }) => change({ organisation: currentTarget.value })}
      />
      <Textarea
        size="md"
        label="Address"
        autosize
        minRows={2}
        maxLength={400}
        value={form.address}
        onChange={({ currentTarget }) => change({ address: currentTarget.value })}
      />
      <TextInput
        label="Fax number"
        description="If you know it"
        maxLength={40}
        value={form.fax}
        onChange={({ currentTarget }) => change({ fax: currentTarget.value })}
      />
      <fieldset className={styles['group']}>
        <legend>What the clinic may tell them</legend>
        {(Object.keys(TEMPLATES) as LetterTemplate[]).map((code) => (
          <label key={code} className={styles['choice']}>
            <input type="checkbox" checked={form.covers.includes(code)} onChange={() => toggle(code)} />
            {TEMPLATES[code]}
          </label>
        ))}
      </fieldset>
      <NativeSelect
        label="Why"
        data={choices(PURPOSES)}
        value={form.purpose}
        onChange={({ currentTarget }) => change({ purpose: currentTarget.value as ReleasePurpose })}
      />
      <NativeSelect
        label="How long"
        data={DAYS}
        value={form.days}
        onChange={({ currentTarget }) => change({ days: currentTarget.value })}
      />
      <Failed error={give.error} />
      <Button type="submit" loading={give.isPending} disabled={form.covers.length === 0}>
        I agree
      </Button>
    </form>
  );
}
