import { useState } from 'react';
import type { SessionView } from '#contracts';
import type { Entry } from '#session-engine';
import { Button } from '../shell/button.js';
import { timeOfDay } from '../time.js';
import { entryWords } from './entry-words.js';
import { LevelShape } from './level-badge.js';
import styles from './timeline.module.css';
import { authorOf } from './words.js';

type Props = { session: Pick<SessionView, 'parties'>; entries: readonly Entry[]; zone: string };

const LATE_MS = 30_000;
const SHOWN = 25;
/** What staff look for when they run through the log. */
const STRONG = new Set<Entry['type']>(['dose-taken', 'release', 'gate', 'discharge', 'abort']);

/** The log, newest first. An entry that reached the clinic late shows both of its times. */
export function Timeline({ session, entries, zone }: Props) {
  const [isWhole, setWhole] = useState(false);
  if (!entries.length) return <p className="quiet">Nothing has happened yet.</p>;
  const newestFirst = [...entries].reverse();
  const hidden = isWhole ? 0 : Math.max(0, entries.length - SHOWN);
  return (
    <>
      <Lines session={session} entries={hidden ? newestFirst.slice(0, SHOWN) : newestFirst} zone={zone} />
      {hidden > 0 && (
        <Button variant="default" onClick={() => setWhole(true)}>
          Show {hidden} earlier
        </Button>
      )}
    </>
  );
}

function Lines({ session, entries, zone }: Props) {
  return (
    <ol className={styles['timeline']}>
      {entries.map((entry) => (
        <li
          key={entry.seq}
          data-strong={STRONG.has(entry.type) || undefined}
          data-level={entry.type === 'alert' ? entry.payload.level : undefined}
        >
          <time dateTime={new Date(entry.happenedAt).toISOString()}>{timeOfDay(entry.happenedAt, zone)}</time>
          <span>
            {entry.type === 'alert' && <LevelShape level={entry.payload.level} />} {entryWords(entry)}
            <small>
              {authorOf(session, entry)}
              {entry.recordedAt - entry.happenedAt > LATE_MS && `, reached the clinic at ${timeOfDay(entry.recordedAt, zone)}`}
            </small>
          </span>
        </li>
      ))}
    </ol>
  );
}
