import type { DueItem } from '#session-engine';
import { duration } from '../time.js';
import styles from './due-words.module.css';

const LATE = new Set(['amber', 'red']);

/** When something falls due or how late it is; late by colour and by word. */
export function DueWords({ what, item, otherwise = '' }: { what: string; item: DueItem | null; otherwise?: string }) {
  if (!item) return <span>{otherwise}</span>;
  const { overdueMs, stage } = item;
  if (LATE.has(stage)) {
    return (
      <span className={styles['late']} data-stage={stage}>
        {what} {duration(overdueMs)} overdue
      </span>
    );
  }
  return <span>{overdueMs < 0 ? `${what} in ${duration(overdueMs)}` : `${what} due now`}</span>;
}
