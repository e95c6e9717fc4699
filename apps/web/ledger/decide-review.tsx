import { Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { type CoursePause, decideCourseReview } from '#contracts';
import { StepUpDialog } from '../account/step-up-dialog.js';
import { call } from '../call.js';
import { Refused } from '../protocols/refused.js';
import { Button } from '../shell/button.js';
import { LEDGERS, REVIEWS } from './queries.js';

type Decision = 'resume' | 'end';
const WORDS: Readonly<Record<Decision, string>> = { resume: 'Let the course go on', end: 'End the course' };
const MEANS: Readonly<Record<Decision, string>> = {
  resume: 'the signed doses that are left can be booked and released again, as the gate allows.',
  end: 'no dose of it is released any more. What is booked stays in the calendar until somebody calls it off.',
};

type Props = { patientId: string; patientName: string; pauses: readonly CoursePause[] };

/** A prescriber of the team decides about all that is open, with a reason. Nothing is decided before. */
export function DecideReview({ patientId, patientName, pauses }: Props) {
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const [decision, setDecision] = useState<Decision | null>(null);
  const decide = useMutation({
    mutationFn: (chosen: Decision) =>
      call(decideCourseReview, {
        params: { patientId },
        body: { decision: chosen, pauseIds: pauses.map(({ id }) => id), note: note.trim() },
      }),
    onSettled: () => Promise.all([REVIEWS, LEDGERS].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
  const isWritten = note.trim().length >= 3;
  return (
    <div className="stack">
      <Textarea
        label={`What you found, and why (${patientName})`}
        description="It stands in the record beside the reasons."
        rows={3}
        maxLength={2000}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      <Refused error={decide.error} />
      <div className="row">
        <Button disabled={!isWritten} loading={decide.isPending} onClick={() => setDecision('resume')}>
          {WORDS.resume}
        </Button>
        <Button variant="default" disabled={!isWritten} loading={decide.isPending} onClick={() => setDecision('end')}>
          {WORDS.end}
        </Button>
      </div>
      {decision && (
        <StepUpDialog
          title={WORDS[decision]}
          what={`${patientName}: ${MEANS[decision]} Please prove that it is you.`}
          words={WORDS[decision]}
          onAct={() => decide.mutateAsync(decision).catch(() => undefined)}
          onClose={() => setDecision(null)}
        />
      )}
    </div>
  );
}
