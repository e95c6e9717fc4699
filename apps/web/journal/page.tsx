import type { JournalEntry } from '#contracts';
import { dayOf, timeOfDay } from '../time.js';
import styles from './journal.module.css';
import { PROMPTS } from './words.js';

/** A page as it was written. */
export function Page({ entry: { prompt, text, writtenAt }, zone }: { entry: JournalEntry; zone: string }) {
  return (
    <div>
      <p className="quiet small">
        <time dateTime={writtenAt}>
          {dayOf(writtenAt, zone)}, {timeOfDay(writtenAt, zone)}
        </time>
      </p>
      {prompt && <strong>{PROMPTS[prompt]}</strong>}
      <p className={styles['text']}>{text ?? 'This page was erased.'}</p>
    </div>
  );
}
