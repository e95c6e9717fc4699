import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { breakGlass, type GlassReason } from '#contracts';
import { StepUpDialog } from '../account/step-up-dialog.js';
import { call, isProblem } from '../call.js';
import styles from '../care/care.module.css';
import { standingQuery } from '../care/queries.js';
import { choices, GLASS_REASONS } from '../care/words.js';
import { Button } from '../shell/button.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Failed, Notice } from '../shell/states.js';

type Form = { patient: string; reason: GlassReason; text: string };
const EMPTY: Form = { patient: '', reason: 'live-session', text: '' };
const CODE = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i;
const patientOf = (said: string) => (CODE.test(said.trim()) ? { code: said.trim() } : { email: said.trim() });

/** The way to a patient of somebody else, when waiting would harm: exact address or code, a reason, and a proof of who asks. */
export default function BreakGlassPage() {
  return (
    <Kit>
      <div className={styles['page']}>
        <div>
          <PageTitle title="Emergency access">Open a record in an emergency</PageTitle>
          <p className="quiet">For a patient who is not in your care, when there is no time to be assigned.</p>
        </div>
        <Notice kind="watch">
          The record is open to you for one hour. The privacy officer is told at once, the opening is reviewed, and the patient
          sees who opened it and why. Psychotherapy notes stay closed.
        </Notice>
        <OpenForm />
      </div>
    </Kit>
  );
}

function OpenForm() {
  const queries = useQueryClient();
  const [form, setForm] = useState(EMPTY);
  const [isProving, setIsProving] = useState(false);
  const set = (change: Partial<Form>) => setForm({ ...form, ...change });
  const open = useMutation({
    mutationFn: ({ patient, reason, text }: Form) => call(breakGlass, { body: { patient: patientOf(patient), reason, text } }),
    onSuccess: () => setForm(EMPTY),
    onSettled: () => queries.invalidateQueries({ queryKey: standingQuery.queryKey }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsProving(true);
  };
  return (
    <>
      <form className={`card stack ${styles['form']}`} onSubmit={submit}>
        <TextInput
          label="The patient's e-mail address or code"
          description="Exactly as the clinic has it. There is no search."
          required
          withAsterisk={false}
          autoComplete="off"
          value={form.patient}
          onChange={({ currentTarget }) => set({ patient: currentTarget.value })}
        />
        <NativeSelect
          label="Why"
          data={choices(GLASS_REASONS)}
          value={form.reason}
          onChange={({ currentTarget }) => set({ reason: currentTarget.value as GlassReason })}
        />
        <Textarea
          label="What happens, in your words"
          description="At least a short sentence. Only the reviewer reads it."
          required
          withAsterisk={false}
          minLength={10}
          maxLength={2_000}
          rows={3}
          value={form.text}
          onChange={({ currentTarget }) => set({ text: currentTarget.value })}
        />
        <Opened name={open.data?.patientName} error={open.error} />
        <Button type="submit" variant="danger" loading={open.isPending}>
          Open the record
        </Button>
      </form>
      {isProving && (
        <StepUpDialog
          title="Open the record"
          what="It is recorded that you opened it. Please prove that it is you."
          words="Open the record"
          onAct={() => open.mutateAsync(form).catch(() => undefined)}
          onClose={() => setIsProving(false)}
        />
      )}
    </>
  );
}

function Opened({ name, error }: { name: string | undefined; error: unknown }) {
  if (name)
    return (
      <Notice kind="good">
        The record of {name} is open. You find their sessions on the <Link href="/board">board</Link>.
      </Notice>
    );
  if (isProblem(error, 'care.not-found')) {
    return <Notice kind="danger">No patient has exactly this address or code. Please check it with the clinic.</Notice>;
  }
  if (isProblem(error, 'identity.wrong-sign-in'))
    return <Notice kind="danger">That is not your password. Nothing was opened.</Notice>;
  return <Failed error={error} />;
}
