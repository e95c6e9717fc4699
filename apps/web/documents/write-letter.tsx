import { NativeSelect, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { type LetterForm, type LetterTemplate, type OutsideRelease, previewLetter, signLetter } from '#contracts';
import { StepUpDialog } from '../account/step-up-dialog.js';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { navigate } from '../shell/router.js';
import { Failed } from '../shell/states.js';
import { LetterSheet } from './letter-sheet.js';
import { agreementsQuery, lettersQuery } from './queries.js';
import { TEMPLATES } from './words.js';

type Choice = Readonly<{ releaseId: string; template: LetterTemplate; label: string }>;

/** What may be written, and to whom: as far as the patient has agreed, and no further. */
const choicesOf = (releases: readonly OutsideRelease[]): Choice[] =>
  releases
    .filter(({ isOpen, recipient }) => isOpen && recipient)
    .flatMap(({ releaseId, covers, recipient }) =>
      covers.map((template) => ({ releaseId, template, label: `${TEMPLATES[template]}, to ${recipient!.name}` })),
    );

/** A letter to somebody outside: filled in, read as it will be, and signed with a fresh proof. */
export function WriteLetter({ patientId }: { patientId: string }) {
  const releases = useQuery(agreementsQuery(patientId));
  const letters = useQuery(lettersQuery(patientId));
  const [at, setAt] = useState('0');
  const offered = choicesOf(releases.data ?? []);
  const choice = offered[Number(at)];
  const form = letters.data?.forms.find(({ template }) => template === choice?.template);
  return (
    <section className="card stack" aria-labelledby="write">
      <h2 id="write">Write a letter</h2>
      <Failed error={releases.error ?? letters.error} />
      {releases.data && offered.length === 0 && (
        <p className="quiet">
          The patient has agreed to no letter. They can do so on their page “Sharing”: whom you may write to, about what, and
          until when.
        </p>
      )}
      {offered.length > 0 && (
        <NativeSelect
          label="Which letter, and to whom"
          data={offered.map(({ label }, i) => ({ value: String(i), label }))}
          value={at}
          onChange={({ currentTarget }) => setAt(currentTarget.value)}
        />
      )}
      {choice && form && (
        <Blanks key={`${choice.releaseId}${choice.template}`} patientId={patientId} choice={choice} form={form} />
      )}
    </section>
  );
}

type BlanksProps = { patientId: string; choice: Choice; form: LetterForm };

function Blanks({ patientId, choice: { releaseId, template }, form }: BlanksProps) {
  const queries = useQueryClient();
  const [words, setWords] = useState<Readonly<Record<string, string>>>({});
  const [isSigning, setSigning] = useState(false);
  const draft = { releaseId, template, words };
  const preview = useMutation({ mutationFn: () => call(previewLetter, { params: { patientId }, body: draft }) });
  const change = (name: string, value: string) => {
    preview.reset();
    setWords({ ...words, [name]: value });
  };
  const sign = async () => {
    const body = { ...draft, digest: preview.data!.digest };
    const { letterId } = await call(signLetter, { params: { patientId }, body });
    await queries.invalidateQueries({ queryKey: lettersQuery(patientId).queryKey });
    navigate(`/documents/${patientId}/letters/${letterId}`);
  };
  const read = (event: FormEvent) => {
    event.preventDefault();
    preview.mutate();
  };
  return (
    <>
      <form className="stack" onSubmit={read}>
        {form.words.map(({ name, label, isOptional }) => (
          <Textarea
            size="md"
            key={name}
            label={isOptional ? `${label} (optional)` : label}
            autosize
            minRows={2}
            maxLength={2_000}
            value={words[name] ?? ''}
            onChange={({ currentTarget }) => change(name, currentTarget.value)}
          />
        ))}
        <Failed error={preview.error} />
        <div className="row">
          <Button type="submit" variant="default" loading={preview.isPending}>
            See how it reads
          </Button>
          {preview.data && <Button onClick={() => setSigning(true)}>Sign it</Button>}
        </div>
      </form>
      {preview.data && <LetterSheet text={preview.data.text} />}
      {isSigning && (
        <StepUpDialog
          title="Sign this letter"
          what="You sign it as you have just read it. It cannot be changed afterwards, and the patient can read it."
          words="Sign"
          onAct={sign}
          onClose={() => setSigning(false)}
        />
      )}
    </>
  );
}
