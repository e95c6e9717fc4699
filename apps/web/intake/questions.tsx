import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { answerQuestion, type CrisisHelp, completeForm, type FormOfPatient, type QuestionnaireAnswer } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { PageTitle } from '../shell/page-title.js';
import { navigate } from '../shell/router.js';
import { Failed, Notice } from '../shell/states.js';
import { type Answers, askedOf, firstOpen } from './asked.js';
import { CrisisCard } from './crisis-card.js';
import styles from './intake.module.css';
import { intakeQuery } from './queries.js';
import { Question } from './question.js';

type Props = { patientId: string; form: FormOfPatient; crisis: CrisisHelp | null };
type Given = Readonly<{ linkId: string; answer: QuestionnaireAnswer }>;

/** Keeps each answer as it is given; goes to the safety questions at once when an answer asks for them. */
function useKeeping(patientId: string, { questionnaire }: FormOfPatient, first: Answers) {
  const queries = useQueryClient();
  const [answers, setAnswers] = useState(first);
  const params = { patientId, form: questionnaire.name };
  const crisisComes = (crisis: CrisisHelp | null) => {
    queries.setQueryData(intakeQuery(patientId).queryKey, (known) => known && { ...known, crisis });
    const next = crisis?.nextForm;
    if (next && next !== questionnaire.name) navigate(`/intake/${next}`);
  };
  const save = useMutation({
    mutationFn: (body: Given) => call(answerQuestion, { params, body: { version: questionnaire.version, ...body } }),
    onMutate: ({ linkId, answer }) => setAnswers((known) => ({ ...known, [linkId]: answer })),
    onSuccess: ({ crisis }) => crisisComes(crisis),
    scope: { id: `answers-${patientId}` },
  });
  const finish = useMutation({
    mutationFn: () => call(completeForm, { params }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: intakeQuery(patientId).queryKey });
      navigate('/intake');
    },
    scope: { id: `answers-${patientId}` },
  });
  return { answers, save, finish };
}

export function Questions({ patientId, form, crisis }: Props) {
  const { questionnaire } = form;
  const { answers, save, finish } = useKeeping(patientId, form, form.answers);
  const asked = askedOf(questionnaire, answers);
  const [at, setAt] = useState(() => firstOpen(asked, form.answers));
  const item = asked[Math.min(at, asked.length - 1)]!;
  const isLast = at >= asked.length - 1;
  const given = answers[item.linkId];
  const goOn = () => (isLast ? finish.mutate() : setAt(at + 1));
  const keep = (answer: QuestionnaireAnswer) => save.mutateAsync({ linkId: item.linkId, answer });
  const pass = async () => {
    if (given === undefined) await keep({ kind: 'skipped' });
    goOn();
  };
  return (
    <div className="stack">
      <PageTitle>{questionnaire.title}</PageTitle>
      {crisis && <CrisisCard crisis={crisis} />}
      {questionnaire.wording === 'own' && questionnaire.copyright.includes('not the') && (
        <Notice>{questionnaire.copyright}</Notice>
      )}
      <div>
        <p className="quiet" id="how-far">
          Question {Math.min(at, asked.length - 1) + 1} of {asked.length}
        </p>
        <progress className={styles['bar']} value={at + 1} max={asked.length} aria-labelledby="how-far" />
      </div>
      <Question key={item.linkId} item={item} recall={questionnaire.recall} answer={given} onAnswer={keep} />
      <Failed error={save.error ?? finish.error} />
      {save.error && save.variables && (
        <Button variant="default" onClick={() => save.mutate(save.variables)}>
          Try to save again
        </Button>
      )}
      <p className="quiet small live" role="status">
        {save.isPending ? 'Saving…' : save.isSuccess ? 'Saved' : ''}
      </p>
      <div className={styles['actions']}>
        <Button variant="default" disabled={at === 0} onClick={() => setAt(Math.max(0, Math.min(at, asked.length - 1) - 1))}>
          Back
        </Button>
        <Button size="l" loading={finish.isPending} disabled={save.isPending || save.isError} onClick={() => void pass()}>
          {given === undefined ? (isLast ? 'Skip and finish' : 'Skip') : isLast ? 'Finish' : 'Next'}
        </Button>
      </div>
      {questionnaire.wording === 'official' && <p className="quiet small">{questionnaire.copyright}</p>}
    </div>
  );
}
