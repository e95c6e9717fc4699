import { useQuery } from '@tanstack/react-query';

import type { AftercareCheck } from '#contracts';
import { Failed } from '../shell/states.js';
import { dayOf, timeOfDay } from '../time.js';
import { aftercareQuery } from './queries.js';
import { answerWords, kindWords } from './words.js';

type Props = Readonly<{ patientId: string; sessionId: string; zone: string }>;

/** How a patient was after a session, in their own words and on their own clock. */
export function AftercareAnswers({ patientId, sessionId, zone }: Props) {
  const { data, error } = useQuery(aftercareQuery(patientId));
  const checks = data?.filter((check) => check.sessionId === sessionId).toReversed() ?? [];
  return (
    <section className="card stack" aria-labelledby="aftercare-title">
      <h2 id="aftercare-title">How they were after the session</h2>
      <Failed error={error} />
      {data && checks.length === 0 && <p className="quiet">Nobody has asked yet: the session is not over.</p>}
      {checks.map((check) => (
        <div key={check.checkId}>
          <h3>{kindWords(check)}</h3>
          <Answers check={check} zone={zone} />
        </div>
      ))}
    </section>
  );
}

function Answers({ check, zone }: { check: AftercareCheck; zone: string }) {
  const { answers, askAt, closedAt } = check;
  if (!answers.length) {
    return (
      <p className="quiet">
        {closedAt
          ? 'Not answered; the visit was held.'
          : `No answer yet. Asked ${dayOf(askAt, zone)}, ${timeOfDay(askAt, zone)}.`}
      </p>
    );
  }
  return (
    <ul>
      {answers.map((answer) => (
        <li key={answer.at}>
          <time dateTime={answer.at}>
            {dayOf(answer.at, zone)}, {timeOfDay(answer.at, zone)}
          </time>
          : {answerWords(answer)}
        </li>
      ))}
    </ul>
  );
}
