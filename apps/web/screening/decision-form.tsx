import { type FormEvent, useState } from 'react';

import { type Alternative, type DecisionOutcome, type DecisionReason, decideScreening, type ScreeningCase } from '#contracts';
import { StepUpDialog } from '../account/step-up-dialog.js';
import { call, isProblem } from '../call.js';
import { Button } from '../shell/button.js';
import { Failed, Notice } from '../shell/states.js';
import { Choose, ChooseMany, Line, Words } from './fields.js';
import { useAct } from './use-act.js';
import { ALTERNATIVE_WORDS, DECIDED, DEMANDS, REASONS } from './words.js';

/** The owner decides and signs. Findings reject nobody, and nothing here decides by itself. */
export function DecisionForm({ found }: { found: ScreeningCase }) {
  const { patientId, decisions, patientName } = found;
  const [outcome, setOutcome] = useState<DecisionOutcome | ''>('');
  const [reasons, setReasons] = useState<DecisionReason[]>([]);
  const [alternatives, setAlternatives] = useState<Alternative[]>([]);
  const [revisitOn, setRevisitOn] = useState('');
  const [note, setNote] = useState('');
  const [words, setWords] = useState('');
  const [isSigning, setSigning] = useState(false);
  const decide = useAct((chosen: DecisionOutcome) =>
    call(decideScreening, {
      params: { patientId },
      body: {
        ...{ outcome: chosen, reasons, alternatives, note, words, basedOn: decisions[0]?.number ?? 0 },
        revisitOn: chosen === 'deferred' && revisitOn ? revisitOn : null,
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSigning(true);
  };
  return (
    <>
      <form className="stack" onSubmit={submit}>
        <Choose label="Your decision" options={DECIDED} value={outcome} onChange={setOutcome} />
        {outcome && outcome !== 'eligible' && (
          <ChooseMany legend="Reasons, in the letter" options={REASONS} value={reasons} onChange={setReasons} />
        )}
        {outcome === 'not_eligible' || outcome === 'deferred' ? (
          <ChooseMany
            legend="Other ways, in the letter"
            options={ALTERNATIVE_WORDS}
            value={alternatives}
            onChange={setAlternatives}
          />
        ) : null}
        {outcome === 'deferred' && <Line type="date" label="Look again from" value={revisitOn} onChange={setRevisitOn} />}
        <Words label="Note for the chart" value={note} onChange={setNote} />
        <Words label="Your own words in the letter" value={words} onChange={setWords} isOptional />
        <Refused error={decide.error} />
        <div>
          <Button type="submit" disabled={!outcome || note.trim().length < 3} loading={decide.isPending}>
            Sign the decision
          </Button>
        </div>
      </form>
      {isSigning && outcome && (
        <StepUpDialog
          title="Sign the decision"
          what={`${patientName}: ${DECIDED[outcome]}. A letter in plain words goes to the patient. Please prove that it is you.`}
          words="Sign the decision"
          onAct={() => decide.mutateAsync(outcome).catch(() => undefined)}
          onClose={() => setSigning(false)}
        />
      )}
    </>
  );
}

function Refused({ error }: { error: unknown }) {
  if (!isProblem(error, 'screening.demands-open')) return <Failed error={error} />;
  const demands = (error.problem.facts?.['demands'] ?? []) as (keyof typeof DEMANDS)[];
  return <Notice kind="danger">Nothing was signed. {demands.map((demand) => DEMANDS[demand]).join('. ')}.</Notice>;
}
