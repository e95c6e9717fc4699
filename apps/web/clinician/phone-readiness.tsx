import type { CompanionView } from '#contracts';
import { AGREEMENT, LESSONS, named } from '../session/companion-text.js';
import { firstName } from '../session/own-words.js';
import { TrainingQuestions } from '../session/training-questions.js';
import { useCompanionStep } from '../session/use-companion-step.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';

type Props = { sessionId: string; companion: CompanionView; name: string };

/** The agreement and the training, read aloud on the telephone; their answers are judged as on their own page. */
export function PhoneReadiness({ sessionId, companion: { lacks, versions }, name }: Props) {
  const { send, isSending, wrong, error } = useCompanionStep(sessionId);
  const [next] = lacks;
  const patient = firstName(name);
  if (next === undefined) return null;
  return (
    <section className="stack" aria-label="Get ready by telephone">
      <h3>{next === 'agreement' ? 'Read aloud: what they agree to' : 'Read aloud: the training'}</h3>
      {next === 'agreement' ? (
        <>
          <ul>
            {AGREEMENT.map((line) => (
              <li key={line}>{named(line, patient)}</li>
            ))}
          </ul>
          <Button loading={isSending} onClick={() => send({ step: 'agreement', version: versions.agreement ?? 1 })}>
            They agree
          </Button>
        </>
      ) : (
        <>
          {LESSONS.map(({ title, lines }) => (
            <div key={title}>
              <h4>{title}</h4>
              <ul>
                {lines.map((line) => (
                  <li key={line}>{named(line, patient)}</li>
                ))}
              </ul>
            </div>
          ))}
          <TrainingQuestions
            name={patient}
            wrong={wrong}
            isSending={isSending}
            onSend={(answers) => send({ step: 'training', version: versions.training ?? 1, answers })}
          />
        </>
      )}
      <Failed error={error} />
    </section>
  );
}
