import { addToNote } from '#contracts';
import { call } from '../call.js';
import type { NoteProps } from './note-props.js';
import { WordsForm } from './words-form.js';

/** What is said later stands beside a signed note, never in it. */
export function AddendumForm({ patientId, note: { noteId }, onChange }: Pick<NoteProps, 'patientId' | 'note' | 'onChange'>) {
  const add = (text: string) => call(addToNote, { params: { patientId, noteId }, body: { text } });
  return <WordsForm open="Add to it" send="Add it" label="Addendum" maxLength={20_000} onSend={add} onChange={onChange} />;
}
