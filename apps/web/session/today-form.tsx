import { type FormEvent, useState } from 'react';
import type { TodayAnswers } from '#contracts';
import { type SessionPlan, todayRulesOf } from '#session-engine';
import { Button } from '../shell/button.js';
import { Notice } from '../shell/states.js';
import { Choice } from './choice.js';
import { EMPTY_TODAY, type TodayDraft, todayOf, todayQuestions } from './today-questions.js';

type Props = Readonly<{
  plan: SessionPlan;
  /** The patient is asked themselves, or a clinician enters what they say. */
  isOwn: boolean;
  onSend: (answers: TodayAnswers) => void;
}>;

/** What the patient has had today: one question after the other, each answered by a tap, none of them answered beforehand. */
export default function TodayForm({ plan, isOwn, onSend }: Props) {
  const [draft, setDraft] = useState<TodayDraft>(EMPTY_TODAY);
  const [isUnfinished, setUnfinished] = useState(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const answers = todayOf(draft);
    setUnfinished(answers === null);
    if (answers === null) return;
    setDraft(EMPTY_TODAY);
    onSend(answers);
  };
  return (
    <form className="stack" onSubmit={send} noValidate aria-label="About today">
      {todayQuestions(todayRulesOf(plan), isOwn).map(({ name, legend, options }) => (
        <Choice
          key={name}
          legend={legend}
          options={options}
          value={draft[name]}
          onChange={(value) => {
            setDraft({ ...draft, [name]: value });
            setUnfinished(false);
          }}
        />
      ))}
      {isUnfinished && <Notice kind="watch">Please answer every question. An honest answer never counts against anybody.</Notice>}
      <Button type="submit" size="l">
        {isOwn ? 'Tell my team' : 'Record the answers'}
      </Button>
    </form>
  );
}
