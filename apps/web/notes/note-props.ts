import type { Note } from '#contracts';
import type { Shelf } from '../chart/queries.js';

export type NoteProps = {
  patientId: string;
  shelf: Shelf;
  note: Note;
  zone: string;
  mayWrite: boolean;
  onChange: () => void;
};
