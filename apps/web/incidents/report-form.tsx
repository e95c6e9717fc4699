import { NativeSelect, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { type ReportedKind, reportIncident } from '#contracts';
import { call } from '../call.js';
import { careQuery } from '../care/queries.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { KINDS, REPORTED } from './words.js';

/** A clinician reports something about one of their patients. */
export function ReportForm() {
  const [draft, setDraft] = useState<{ patientId: string; kind: ReportedKind; words: string } | null>(null);
  const { data: patients } = useQuery(careQuery);
  const queries = useQueryClient();
  const report = useMutation({
    mutationFn: ({ patientId, ...body }: NonNullable<typeof draft>) => call(reportIncident, { params: { patientId }, body }),
    onSuccess: () => {
      setDraft(null);
      void queries.invalidateQueries({ queryKey: ['incidents'] });
    },
  });
  if (!draft)
    return (
      <div>
        <Button variant="default" onClick={() => setDraft({ patientId: '', kind: 'safeguarding', words: '' })}>
          Report an incident
        </Button>
      </div>
    );
  const send = (event: FormEvent) => {
    event.preventDefault();
    report.mutate(draft);
  };
  const names = (patients ?? []).map(({ patientId, patientName }) => ({ value: patientId, label: patientName }));
  return (
    <form className="card stack" onSubmit={send} aria-label="Report an incident">
      <NativeSelect
        label="Whom is it about?"
        data={[{ value: '', label: 'Choose a patient' }, ...names]}
        value={draft.patientId}
        onChange={({ currentTarget: { value } }) => setDraft({ ...draft, patientId: value })}
      />
      <NativeSelect
        label="What is it?"
        data={REPORTED.map((value) => ({ value, label: KINDS[value] }))}
        value={draft.kind}
        onChange={({ currentTarget: { value } }) => setDraft({ ...draft, kind: value as ReportedKind })}
      />
      <Textarea
        label="What happened?"
        description="The team and the medical director read this. It stays as you write it."
        autosize
        minRows={3}
        maxLength={4000}
        value={draft.words}
        onChange={({ currentTarget: { value } }) => setDraft({ ...draft, words: value })}
      />
      <Failed error={report.error} />
      <div className="row">
        <Button variant="default" onClick={() => setDraft(null)}>
          Not now
        </Button>
        <Button type="submit" loading={report.isPending} disabled={!draft.patientId || draft.words.trim().length < 3}>
          Report it
        </Button>
      </div>
    </form>
  );
}
