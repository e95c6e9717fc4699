import { useState } from 'react';

import type { TrainingAnswers } from '#contracts';
import { LESSONS, named } from '../session/companion-text.js';
import { TrainingQuestions } from '../session/training-questions.js';
import { Button } from '../shell/button.js';
import { PageTitle } from '../shell/page-title.js';
import styles from './session.module.css';

type Props = {
  name: string;
  wrong: readonly string[];
  isSending: boolean;
  onSend: (answers: TrainingAnswers) => void;
};

/** Three short pages, then three questions; back and forth as one likes. */
export function Training({ name, ...questions }: Props) {
  const [at, setAt] = useState(0);
  const lesson = LESSONS[at];
  return (
    <section className="stack">
      <p className="quiet small">
        {at + 1} of {LESSONS.length + 1}
      </p>
      <PageTitle title="Three minutes before the session">{lesson?.title ?? 'Three questions'}</PageTitle>
      {lesson ? (
        <ul className={styles['care']}>
          {lesson.lines.map((line) => (
            <li key={line}>{named(line, name)}</li>
          ))}
        </ul>
      ) : (
        <TrainingQuestions name={name} {...questions} />
      )}
      {lesson && (
        <Button size="l" onClick={() => setAt(at + 1)}>
          Next
        </Button>
      )}
      {at > 0 && (
        <Button variant="default" size="l" onClick={() => setAt(at - 1)}>
          Back
        </Button>
      )}
    </section>
  );
}
