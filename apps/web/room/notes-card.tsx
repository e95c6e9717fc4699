import { useQuery } from '@tanstack/react-query';

import type { SessionNote, WriteSessionNote } from '#contracts';
import { isOver } from '#session-engine';
import type { StaffView } from '../clinician/view.js';
import { sinceDose } from '../session/clock-ring.js';
import { problemWords } from '../shell/problem-words.js';
import { Failed } from '../shell/states.js';
import { epochMs, timeOfDay } from '../time.js';
import { type Returned, useNoteOutbox } from './note-outbox.js';
import { NotesPad } from './notes-pad.js';
import { notesOfQuery } from './queries.js';
import styles from './room.module.css';
import { ToChart } from './to-chart.js';

const LATE_MS = 60_000;
type When = (at: number) => string;
type Said = Pick<WriteSessionNote, 'id' | 'kind' | 'happenedAt'> & Readonly<{ text: string | null }>;

/** What is said and seen while the session goes on, by its clock: the chart's note is written from it afterwards. */
export function NotesCard({ me, live, view: { state, session } }: StaffView) {
  const [outbox, { outgoing, returned }] = useNoteOutbox(live.id, me.personId);
  const { data = [], error } = useQuery(notesOfQuery(live.id));
  const when: When = (at) => {
    const { dosedAt } = state;
    const clock = timeOfDay(at, me.zone);
    return dosedAt === undefined || at < dosedAt ? clock : `${sinceDose(at - dosedAt)}, ${clock}`;
  };
  const waiting = outgoing.filter(({ entry }) => data.every(({ id }) => id !== entry.id));
  return (
    <section className="card stack" aria-labelledby="session-notes-title">
      <h2 id="session-notes-title">Notes of this session</h2>
      <NotesPad personId={me.personId} sessionId={live.id} outbox={outbox} when={when} />
      <Failed error={error} />
      <NotTaken returned={returned} when={when} />
      <ol className={styles['notes']} aria-label="Written down, the newest first">
        {[...waiting].reverse().map(({ entry, tries }) => (
          <Line key={entry.id} said={entry} when={when}>
            {tries > 0 ? 'Kept here, not sent yet' : 'Sending…'}
          </Line>
        ))}
        {[...data].reverse().map((note) => (
          <Line key={note.id} said={note} when={when}>
            {byWords(note, when)}
          </Line>
        ))}
      </ol>
      {isOver(state) && data.length > 0 && <ToChart patientId={session.patientId} notes={data} when={when} />}
      <p className="quiet small">
        The team can read these, and nobody can change them. What is for you alone belongs in your psychotherapy notes.
      </p>
    </section>
  );
}

function Line({ said, when, children }: Readonly<{ said: Said; when: When; children: string }>) {
  const text = said.text ?? 'Erased';
  return (
    <li>
      <time dateTime={said.happenedAt}>{when(epochMs(said.happenedAt))}</time>
      <span>
        {said.kind === 'quote' && said.text !== null ? <q>{text}</q> : text}
        <small>{children}</small>
      </span>
    </li>
  );
}

function byWords({ isOwn, authorName, happenedAt, writtenAt }: SessionNote, when: When): string {
  const by = isOwn ? 'You' : authorName;
  const isLate = epochMs(writtenAt) - epochMs(happenedAt) > LATE_MS;
  return isLate ? `${by}, reached the clinic at ${when(epochMs(writtenAt))}` : by;
}

function NotTaken({ returned, when }: Readonly<{ returned: readonly Returned[]; when: When }>) {
  if (!returned.length) return null;
  return (
    <div role="alert" className={styles['returned']}>
      <strong>The clinic did not take this. Write it down elsewhere before you close this page.</strong>
      <ul>
        {returned.map(({ note, problem }) => (
          <li key={note.id}>
            {when(epochMs(note.happenedAt))}: {note.text} ({problemWords(problem)})
          </li>
        ))}
      </ul>
    </div>
  );
}
