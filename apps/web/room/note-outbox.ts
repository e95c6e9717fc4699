import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';

import { type ProblemJson, type SessionNote, type WriteSessionNote, writeSessionNote } from '#contracts';
import { callOnce, isWorthRepeating, ProblemError } from '../call.js';
import { type Outgoing, SessionOutbox } from '../session/outbox.js';
import { notesOfQuery } from './queries.js';

/** What the clinic did not take: its words go back to their author. */
export type Returned = Readonly<{ note: WriteSessionNote; problem: ProblemJson }>;
type Standing = Readonly<{ outgoing: readonly Outgoing<WriteSessionNote>[]; returned: readonly Returned[] }>;

/**
 * Notes on their way. They survive a broken line and a reload of this tab, and no longer: a patient's words do not stay behind on a
 * shared computer.
 */
export class NoteOutbox {
  standing: Standing = { outgoing: [], returned: [] };
  private readonly outbox: SessionOutbox<WriteSessionNote>;
  private readonly listeners = new Set<() => void>();
  private readonly flush = () => void this.outbox.flush();

  constructor(
    private readonly sessionId: string,
    personId: string,
    private readonly written: (note: SessionNote) => void,
  ) {
    const key = `hearth.notes.${personId}.${sessionId}`;
    this.outbox = new SessionOutbox(
      key,
      (note) => this.deliver(note),
      () => this.publish(),
      sessionStorage,
    );
    this.publish();
  }

  open(): void {
    window.addEventListener('online', this.flush);
    this.flush();
  }

  close(): void {
    window.removeEventListener('online', this.flush);
    this.outbox.stop();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  add(note: WriteSessionNote): void {
    void this.outbox.add(note);
  }

  private async deliver(note: WriteSessionNote): Promise<void> {
    try {
      this.written(await callOnce(writeSessionNote, { params: { sessionId: this.sessionId }, body: note }, note.id));
    } catch (error) {
      if (error instanceof ProblemError && !isWorthRepeating(error))
        this.publish([...this.standing.returned, { note, problem: error.problem }]);
      throw error;
    }
  }

  private publish(returned = this.standing.returned): void {
    this.standing = { outgoing: this.outbox?.all ?? [], returned };
    for (const listener of this.listeners) listener();
  }
}

/** In the order in which it happened. */
const withNote = (was: readonly SessionNote[], note: SessionNote): SessionNote[] =>
  [...was.filter(({ id }) => id !== note.id), note].sort((a, b) => Date.parse(a.happenedAt) - Date.parse(b.happenedAt));

const never = () => () => undefined;
const NOTHING: Standing = { outgoing: [], returned: [] };
const nothing = () => NOTHING;

/** The outbox of one author's notes of one session, for as long as the page is open. */
export function useNoteOutbox(sessionId: string, personId: string): readonly [NoteOutbox | null, Standing] {
  const queries = useQueryClient();
  const [outbox, setOutbox] = useState<NoteOutbox | null>(null);
  useEffect(() => {
    const { queryKey } = notesOfQuery(sessionId);
    const opened = new NoteOutbox(sessionId, personId, (note) =>
      queries.setQueryData(queryKey, (was: SessionNote[] = []) => withNote(was, note)),
    );
    opened.open();
    setOutbox(opened);
    return () => opened.close();
  }, [sessionId, personId, queries]);
  return [outbox, useSyncExternalStore(outbox?.subscribe ?? never, outbox ? () => outbox.standing : nothing)];
}
