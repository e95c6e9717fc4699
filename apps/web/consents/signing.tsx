import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { type OwnClause, signConsents } from '#contracts';
import { StepUpDialog } from '../account/step-up-dialog.js';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { PageTitle } from '../shell/page-title.js';
import { Failed } from '../shell/states.js';
import { consentsQuery } from './queries.js';

type Props = {
  patientId: string;
  clauses: readonly OwnClause[];
  needsProof: boolean;
  onBack: () => void;
  onDone: () => void;
};

/** The name under what was read. Whoever has a second factor proves with it that it is them. */
export function Signing({ patientId, clauses, needsProof, onBack, onDone }: Props) {
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [isProving, setProving] = useState(false);
  const sign = useMutation({
    mutationFn: () => {
      const read = clauses.map(({ clauseId, digest }) => ({ clauseId, digest }));
      return call(signConsents, { params: { patientId }, body: { name, clauses: read } });
    },
    onSuccess: onDone,
    onSettled: () => queries.invalidateQueries({ queryKey: consentsQuery(patientId).queryKey }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (needsProof) setProving(true);
    else sign.mutate();
  };
  return (
    <>
      <form className="stack" onSubmit={submit}>
        <PageTitle title="Sign">Sign what you have read</PageTitle>
        <ul>
          {clauses.map(({ clauseId, title }) => (
            <li key={clauseId}>{title}</li>
          ))}
        </ul>
        <TextInput
          label="Your full name"
          description="Typing it here is your signature."
          autoComplete="name"
          required
          withAsterisk={false}
          maxLength={120}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Failed error={sign.error} />
        <div className="row">
          <Button variant="default" onClick={onBack}>
            Back
          </Button>
          <Button type="submit" size="l" loading={sign.isPending} disabled={name.trim().length < 2}>
            I understand and agree
          </Button>
        </div>
      </form>
      {isProving && (
        <StepUpDialog
          title="Sign"
          what="Please prove that it is you."
          words="Sign"
          onAct={() => sign.mutateAsync().catch(() => undefined)}
          onClose={() => setProving(false)}
        />
      )}
    </>
  );
}
