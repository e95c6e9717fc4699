import { useState } from 'react';

import type { AnswerAftercare } from '#contracts';
import { Choice, NO_YES } from '../session/choice.js';
import { Button } from '../shell/button.js';
import { Notice } from '../shell/states.js';
import styles from './aftercare.module.css';
import { FEELINGS, MOODS } from './words.js';

type Props = Readonly<{ isSending: boolean; onSend: (said: AnswerAftercare) => void }>;

/** Three large answers. Help is one tap; the others ask two short things more. */
export function AnswerForm({ isSending, onSend }: Props) {
  const [feeling, setFeeling] = useState<'well' | 'not-so-well' | null>(null);
  return (
    <div className="stack">
      <fieldset className={styles['answers']} disabled={isSending}>
        <legend className="unseen">How are you?</legend>
        {(['well', 'not-so-well'] as const).map((each) => (
          <button key={each} type="button" aria-pressed={feeling === each} onClick={() => setFeeling(each)}>
            {FEELINGS[each]}
          </button>
        ))}
        <button type="button" data-asked="emergency" onClick={() => onSend({ feeling: 'help' })}>
          {FEELINGS.help}
          <small>Somebody calls you now</small>
        </button>
      </fieldset>
      {feeling && <Rest feeling={feeling} isSending={isSending} onSend={onSend} />}
    </div>
  );
}

function Rest({ feeling, isSending, onSend }: Props & Readonly<{ feeling: 'well' | 'not-so-well' }>) {
  const [mood, setMood] = useState<string>();
  const [isSomebodyThere, setThere] = useState<boolean>();
  const [isAsking, setAsking] = useState(false);
  const send = () => {
    if (mood === undefined || isSomebodyThere === undefined) setAsking(true);
    else onSend({ feeling, mood: Number(mood), isSomebodyThere });
  };
  return (
    <>
      <Choice<string> legend="How is your mood?" options={MOODS} value={mood} onChange={setMood} />
      <Choice legend="Is somebody with you?" options={NO_YES} value={isSomebodyThere} onChange={setThere} />
      {isAsking && (mood === undefined || isSomebodyThere === undefined) && <Notice kind="watch">Please answer both.</Notice>}
      <Button size="l" loading={isSending} onClick={send}>
        Send
      </Button>
    </>
  );
}
