import type { CoursePause } from '#contracts';
import { dayOf, timeOfDay } from '../time.js';
import styles from './ledger.module.css';

const ENDINGS = { resumed: 'went on', ended: 'ended' } as const;

/** Why a course is or was paused, with what came of it. */
export function PauseList({ pauses, zone }: { pauses: readonly CoursePause[]; zone: string }) {
  return (
    <ul className="stack">
      {pauses.map((pause) => (
        <li key={pause.id} className={styles['pause']} data-over={pause.endedAt ? '' : undefined}>
          <strong>{pause.words}</strong>
          <p className="quiet small">
            {dayOf(pause.factAt, zone)}, {timeOfDay(pause.factAt, zone)}. Rule: {pause.source}.
          </p>
          {pause.endedAt && (
            <p>
              {pause.endedByName ?? 'Somebody'} looked on {dayOf(pause.endedAt, zone)}; the course{' '}
              {pause.ending ? ENDINGS[pause.ending] : 'went on'}.{pause.note && ` “${pause.note}”`}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
