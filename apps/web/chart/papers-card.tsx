import { KINDS } from '../documents/words.js';
import { Link } from '../shell/router.js';
import { dayOf } from '../time.js';
import styles from './chart.module.css';
import type { ChartProps } from './flags-card.js';

/** Laboratory results and ECGs: what there is, and since when. They are opened, and their opening recorded, among the papers. */
export function PapersCard({ patientId, chart: { papers }, zone }: ChartProps) {
  return (
    <section className="card stack" aria-labelledby="labs">
      <h2 id="labs">Laboratory and ECG</h2>
      {papers.length === 0 && <p>None are here. Add them under Papers.</p>}
      <ul className={styles['list']}>
        {papers.map(({ documentId, kind, title, addedAt }) => (
          <li key={documentId}>
            <strong>{title ?? 'Erased'}</strong>
            <p className="quiet small">
              {KINDS[kind]}, {dayOf(addedAt, zone)}
            </p>
          </li>
        ))}
      </ul>
      <Link href={`/documents/${patientId}`}>Open papers</Link>
    </section>
  );
}
