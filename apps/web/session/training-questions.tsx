import { type FormEvent, useState } from 'react';

import type { TrainingAnswers } from '#contracts';
import { Button } from '../shell/button.js';
import { Notice } from '../shell/states.js';
import { Choice } from './choice.js';
import { named, QUESTIONS } from './companion-text.js';

type Props = {
  name: string;
  /** Which were not right, of those that were sent. */
  wrong: readonly string[];
  isSending: boolean;
  onSend: (answers: TrainingAnswers) => void;
};

const KEYS = Object.keys(QUESTIONS) as (keyof TrainingAnswers)[];
const isWhole = (answers: Partial<TrainingAnswers>): answers is TrainingAnswers =>
  KEYS.every((key) => answers[key] !== undefined);

/** The three questions after the training; asked again as often as it takes. */
export function TrainingQuestions({ name, wrong, isSending, onSend }: Props) {
  const [answers, setAnswers] = useState<Partial<TrainingAnswers>>({});
  const [isAsking, setAsking] = useState(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole(answers)) onSend(answers);
    else setAsking(true);
  };
  return (
    <form className="stack" onSubmit={send}>
      {KEYS.map((key) => (
        <div key={key} className="stack">
          <Choice<string>
            legend={named(QUESTIONS[key].ask, name)}
            options={QUESTIONS[key].options.map(({ value, words }) => ({ value, words: named(words, name) }))}
            value={answers[key]}
            onChange={(value) => setAnswers({ ...answers, [key]: value })}
          />
          {wrong.includes(key) && <Notice kind="watch">Not this one. Please read it once more, and choose again.</Notice>}
        </div>
      ))}
      {isAsking && !isWhole(answers) && <Notice kind="watch">Please answer all three.</Notice>}
      <Button type="submit" size="l" loading={isSending}>
        Send my answers
      </Button>
    </form>
  );
}
