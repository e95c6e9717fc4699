import type { PreparationAnswer } from '#contracts';
import { TALK, TOUCH } from './item-words.js';

/** What a patient has answered, in words. */
export function AnswerWords({ answer }: { answer: PreparationAnswer | null }) {
  if (!answer) return <p className="quiet">Not answered yet.</p>;
  switch (answer.item) {
    case 'touch':
      return <Wish words={TOUCH[answer.wish]} text={answer.text} />;
    case 'talk':
      return <Wish words={TALK[answer.wish]} text={answer.text} />;
    case 'companions':
      return (
        <p>
          Backup: {answer.backupName}, {answer.backupPhone}
        </p>
      );
    case 'emergency-card':
      return <p>Looked at, and right.</p>;
    case 'intentions':
    case 'fears':
    case 'no-go':
    case 'emergency-plan':
      return <p>{answer.text}</p>;
    default:
      return <p>Read and understood.</p>;
  }
}

export const Wish = ({ words, text }: { words: string; text: string }) => (
  <p>
    <strong>{words}</strong>
    {text && `. ${text}`}
  </p>
);
