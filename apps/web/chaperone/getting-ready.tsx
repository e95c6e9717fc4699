import type { CompanionView } from '#contracts';
import { useCompanionStep } from '../session/use-companion-step.js';
import { Failed } from '../shell/states.js';
import { Agree } from './agree.js';
import { PhoneTest } from './phone-test.js';
import { Training } from './training.js';
import type { ChaperoneView } from './view.js';

type Props = Pick<ChaperoneView, 'people'> & { sessionId: string; companion: CompanionView; onPhoneLater: () => void };

/** What comes before the first "I am here": what one agrees to, three minutes of training, and the phone. */
export default function GettingReady({ sessionId, companion, people, onPhoneLater }: Props) {
  const { send, isSending, wrong, error } = useCompanionStep(sessionId);
  const { lacks, versions } = companion;
  const versionOf = (step: 'agreement' | 'training' | 'phone-test') => versions[step] ?? 1;
  return (
    <>
      {lacks[0] === 'agreement' && (
        <Agree
          people={people}
          isSending={isSending}
          onAgree={() => send({ step: 'agreement', version: versionOf('agreement') })}
        />
      )}
      {lacks[0] === 'training' && (
        <Training
          name={people.patient}
          wrong={wrong}
          isSending={isSending}
          onSend={(answers) => send({ step: 'training', version: versionOf('training'), answers })}
        />
      )}
      {lacks.length === 0 && (
        <PhoneTest
          isSending={isSending}
          onResult={(isPassed) => send({ step: 'phone-test', version: versionOf('phone-test'), isPassed })}
          onLater={onPhoneLater}
        />
      )}
      <Failed error={error} />
    </>
  );
}
