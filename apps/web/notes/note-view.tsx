import styles from '../chart/chart.module.css';
import { dayOf, timeOfDay } from '../time.js';
import { AddendumForm } from './addendum-form.js';
import { LeftNote } from './left-note.js';
import { NoteDraft } from './note-draft.js';
import type { NoteProps } from './note-props.js';
import { NOTE_KINDS } from './words.js';

/** A note: a draft to go on with, or as it was signed, with what was added. */
export function NoteView(props: NoteProps) {
  const { note, zone, shelf, mayWrite } = props;
  const { kind, authorName, begunAt, signedAt, addenda, isOwn, enteredInError } = note;
  if (signedAt === null && mayWrite && isOwn && !enteredInError) return <NoteDraft key={note.noteId} {...props} />;
  return (
    <article className="stack" aria-label={`${NOTE_KINDS[kind]}, ${dayOf(begunAt, zone)}`}>
      <h3>{NOTE_KINDS[kind]}</h3>
      <p className={styles['note']}>{note.text ?? 'Erased'}</p>
      <p className="quiet small">
        {signedAt ? `Signed by ${authorName}, ${dayOf(signedAt, zone)}, ${timeOfDay(signedAt, zone)}` : `Draft of ${authorName}`}
      </p>
      {signedAt === null && (enteredInError || !isOwn) && <LeftNote {...props} />}
      {addenda.map(({ addendumId, text, authorName: by, addedAt }) => (
        <blockquote key={addendumId}>
          <p className={styles['note']}>{text ?? 'Erased'}</p>
          <p className="quiet small">
            Added by {by}, {dayOf(addedAt, zone)}, {timeOfDay(addedAt, zone)}
          </p>
        </blockquote>
      ))}
      {shelf === 'chart' && mayWrite && signedAt !== null && <AddendumForm {...props} />}
    </article>
  );
}
