import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import type { Note } from '#contracts';
import { chartQuery, notesQuery, type Shelf } from '../chart/queries.js';
import { Button } from '../shell/button.js';
import { NewNote } from './new-note.js';
import { NoteView } from './note-view.js';

type Props = { patientId: string; shelf: Shelf; notes: readonly Note[]; zone: string; mayWrite: boolean };

/** Notes of one shelf: drafts of one's own to go on with, and what is signed. */
export function NotesCard({ patientId, shelf, notes, zone, mayWrite }: Props) {
  const queries = useQueryClient();
  const [isBeginning, setBeginning] = useState(false);
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: chartQuery(patientId).queryKey });
    void queries.invalidateQueries({ queryKey: notesQuery(patientId, shelf).queryKey });
  };
  return (
    <section className="card stack" aria-labelledby={`notes-${shelf}`}>
      <h2 id={`notes-${shelf}`}>Notes</h2>
      {notes.length === 0 && <p>No notes yet.</p>}
      {notes.map((note) => (
        <NoteView key={note.noteId} {...{ patientId, shelf, note, zone, mayWrite }} onChange={refresh} />
      ))}
      {mayWrite && !isBeginning && (
        <div>
          <Button variant="default" onClick={() => setBeginning(true)}>
            Write a note
          </Button>
        </div>
      )}
      {isBeginning && (
        <NewNote
          {...{ patientId, shelf, zone }}
          onBegun={() => {
            setBeginning(false);
            refresh();
          }}
          onClose={() => setBeginning(false)}
        />
      )}
    </section>
  );
}
