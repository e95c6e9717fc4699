import { type FormEvent, useState } from 'react';

import {
  answerClearance,
  askClearance,
  type Clearance,
  type Me,
  readClearance,
  type ScreeningCase,
  withdrawClearance,
} from '#contracts';
import { call } from '../call.js';
import care from '../care/care.module.css';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { dayFromNow } from '../time.js';
import { Choose, Line, Words } from './fields.js';
import { useAct } from './use-act.js';
import { CLEARED, SPECIALTY_WORDS } from './words.js';

type Props = { found: ScreeningCase; me: Me; now: number };
type Answer = keyof typeof CLEARED;
type Specialty = keyof typeof SPECIALTY_WORDS;

/** What is asked of specialists before a decision, and what came back. It clears nothing by itself. */
export function Clearances({ found: { patientId, clearances, isOwn }, me, now }: Props) {
  if (!clearances.length && !isOwn) return null;
  return (
    <section className="card stack" aria-labelledby="clearances">
      <h2 id="clearances">Asked of specialists</h2>
      {!clearances.length && <p>Nobody is asked.</p>}
      {clearances.map((clearance) => (
        <One key={clearance.id} {...{ clearance, me, now, isOwn }} />
      ))}
      {isOwn && (
        <details>
          <summary>Ask somebody</summary>
          <Ask patientId={patientId} />
        </details>
      )}
    </section>
  );
}

const KINDS = { asked: 'Waits', answered: 'Back, unread', read: 'Read', withdrawn: 'No longer asked' } as const;

function One({ clearance, me, now, isOwn }: { clearance: Clearance; me: Me; now: number; isOwn: boolean }) {
  const { id: clearanceId, state, question, answer, dueAt, isOverdue, readByName } = clearance;
  const [params, mayRead] = [{ clearanceId }, me.role !== 'therapist'];
  const read = useAct(() => call(readClearance, { params }));
  const withdraw = useAct(() => call(withdrawClearance, { params }));
  return (
    <article className="stack">
      <p>
        <span className={care['tag']} data-kind={isOverdue ? 'late' : state === 'read' ? 'done' : undefined}>
          {isOverdue ? 'Overdue' : KINDS[state]}
        </span>{' '}
        {question ? `${SPECIALTY_WORDS[question.specialty]}, ${question.askedOf}` : 'Erased'}
        {state === 'asked' && `, due ${dayFromNow(dueAt, now, me.zone)}`}
        {readByName && `, read by ${readByName}`}
      </p>
      {question && <p className={care['said']}>{question.question}</p>}
      {answer && (
        <p className={care['said']}>
          {CLEARED[answer.answer]}: {answer.words}
        </p>
      )}
      <Failed error={read.error ?? withdraw.error} />
      {state === 'asked' && <CameBack clearanceId={clearanceId} />}
      {state === 'answered' && mayRead && (
        <div>
          <Button loading={read.isPending} onClick={() => read.mutate()}>
            I have read it
          </Button>
        </div>
      )}
      {isOwn && state === 'asked' && (
        <div>
          <Button variant="subtle" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
            No longer ask
          </Button>
        </div>
      )}
    </article>
  );
}

function CameBack({ clearanceId }: { clearanceId: string }) {
  const [answer, setAnswer] = useState<Answer | ''>('');
  const [words, setWords] = useState('');
  const save = useAct((given: Answer) => call(answerClearance, { params: { clearanceId }, body: { answer: given, words } }));
  return (
    <details>
      <summary>It has come back</summary>
      <div className="stack">
        <Choose label="Answer" options={CLEARED} value={answer} onChange={setAnswer} />
        <Words label="In their words" value={words} onChange={setWords} />
        <Failed error={save.error} />
        <div>
          <Button
            variant="default"
            disabled={!answer || words.trim().length < 2}
            loading={save.isPending}
            onClick={() => answer && save.mutate(answer)}
          >
            Record the answer
          </Button>
        </div>
      </div>
    </details>
  );
}

function Ask({ patientId }: { patientId: string }) {
  const [specialty, setSpecialty] = useState<Specialty | ''>('');
  const [askedOf, setAskedOf] = useState('');
  const [question, setQuestion] = useState('');
  const ask = useAct((given: Specialty) =>
    call(askClearance, { params: { patientId }, body: { specialty: given, askedOf, question, dueInDays: 14 } }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (specialty) ask.mutate(specialty);
  };
  return (
    <form className="stack" onSubmit={submit}>
      <Choose label="Specialty" options={SPECIALTY_WORDS} value={specialty} onChange={setSpecialty} />
      <Line label="Name" value={askedOf} onChange={setAskedOf} />
      <Words label="Question" value={question} onChange={setQuestion} />
      <p className="quiet small">Due in 14 days; you and the admins are told when it does not come.</p>
      <Failed error={ask.error} />
      <div>
        <Button type="submit" variant="default" loading={ask.isPending}>
          Note that it is asked
        </Button>
      </div>
    </form>
  );
}
