import { useEffect, useRef, useState } from 'react';

import type { Note } from '#contracts';
import { call } from '../call.js';
import { SHELVES, type Shelf } from '../chart/queries.js';

/** After so long without another word what is written is saved. */
const PAUSE_MS = 1_500;

export type Saving = Readonly<{
  text: string;
  write: (text: string) => void;
  /** Saves what is not saved yet. @returns the note as it is then */
  settle: () => Promise<Note>;
  isSaved: boolean;
  error: unknown;
}>;

/** A draft that saves itself, one revision after the other: never two at once, and never over what somebody else has saved. */
export function useSaving(patientId: string, shelf: Shelf, note: Note): Saving {
  const [text, setText] = useState(note.text ?? '');
  const [saved, setSaved] = useState(note.text ?? '');
  const [error, setError] = useState<unknown>(null);
  const state = useRef({ note, text, saved: note.text ?? '', running: Promise.resolve() });
  state.current.text = text;
  const save = useRef(async (): Promise<void> => {
    const { note: seen, text: now } = state.current;
    if (now === state.current.saved) return;
    const params = { patientId, noteId: seen.noteId };
    state.current.note = await call(SHELVES[shelf].save, { params, body: { revision: seen.revision, text: now } });
    state.current.saved = now;
    setSaved(now);
  }).current;
  const settle = () => {
    const next = state.current.running.then(save);
    state.current.running = next.catch(() => undefined);
    return next.then(
      () => {
        setError(null);
        return state.current.note;
      },
      (thrown: unknown) => {
        setError(thrown);
        throw thrown;
      },
    );
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another word begins another pause
  useEffect(() => {
    if (text === state.current.saved) return;
    const timer = setTimeout(() => void settle().catch(() => undefined), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever leaves the page leaves nothing unsaved
  useEffect(() => () => void settle().catch(() => undefined), []);
  return { text, write: setText, settle, isSaved: text === saved, error };
}
