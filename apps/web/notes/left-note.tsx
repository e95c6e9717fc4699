import { markNoteInError } from '#contracts';
import { call } from '../call.js';
import { dayOf, timeOfDay } from '../time.js';
import type { NoteProps } from './note-props.js';
import { WordsForm } from './words-form.js';

/** What becomes of a draft that its author will not sign any more: it is read, and counts for nothing once somebody has said so. */
export function LeftNote({ patientId, note, zone, mayWrite, onChange }: NoteProps) {
  const { noteId, authorName, enteredInError } = note;
  if (enteredInError) {
    const { reason, markedByName, markedAt } = enteredInError;
    return (
      <p>
        Entered in error: {reason ?? 'Erased'}{' '}
        <span className="quiet small">
          {markedByName}, {dayOf(markedAt, zone)}, {timeOfDay(markedAt, zone)}
        </span>
      </p>
    );
  }
  if (!mayWrite) return null;
  const mark = (reason: string) => call(markNoteInError, { params: { patientId, noteId }, body: { reason } });
  return (
    <>
      <p className="small">{`${authorName} does not look after this patient any more. Nobody else signs it; write a note of your own.`}</p>
      <WordsForm open="Entered in error" send="Mark it" label="Why" maxLength={500} onSend={mark} onChange={onChange} />
    </>
  );
}
