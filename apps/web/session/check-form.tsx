import { type FormEvent, useState } from 'react';
import type { SafetyCheck } from '#session-engine';
import { Button } from '../shell/button.js';
import { Notice } from '../shell/states.js';
import { Choice, NO_YES } from './choice.js';

type Answers = Partial<Omit<SafetyCheck, 'number'>>;

const BREATHING = [
  { value: 'normal', words: 'Normal' },
  { value: 'slow-or-strange', words: 'Slow or strange' },
] as const;
const RESPONSES = [
  { value: 'normal', words: 'Yes' },
  { value: 'slow', words: 'Slowly' },
  { value: 'only-loud', words: 'Only if loud' },
  { value: 'only-shaken', words: 'Only if shaken' },
  { value: 'none', words: 'Not at all' },
] as const;

const isComplete = (answers: Answers): answers is Omit<SafetyCheck, 'number'> =>
  [answers.breathing, answers.response, answers.isUpset, answers.isVomiting].every((answer) => answer !== undefined);

/** Four questions and "send": the five taps of a safety check. */
export function CheckForm({ number, onSend }: { number: number; onSend: (check: SafetyCheck) => void }) {
  const [answers, setAnswers] = useState<Answers>({});
  const [isAsking, setAsking] = useState(false);
  const change = (part: Answers) => setAnswers({ ...answers, ...part });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!isComplete(answers)) return setAsking(true);
    setAnswers({});
    onSend({ number, ...answers });
  };
  return (
    <form className="stack" onSubmit={send}>
      <Choice legend="Breathing?" options={BREATHING} value={answers.breathing} onChange={(breathing) => change({ breathing })} />
      <Choice
        legend="Answers to their name?"
        options={RESPONSES}
        value={answers.response}
        onChange={(response) => change({ response })}
      />
      <Choice legend="Upset?" options={NO_YES} value={answers.isUpset} onChange={(isUpset) => change({ isUpset })} />
      <Choice legend="Vomiting?" options={NO_YES} value={answers.isVomiting} onChange={(isVomiting) => change({ isVomiting })} />
      {isAsking && !isComplete(answers) && <Notice kind="watch">Please answer all four.</Notice>}
      <Button type="submit" size="l">
        Send
      </Button>
    </form>
  );
}
