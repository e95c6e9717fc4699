import type { DoseLedger } from '#contracts';
import { courseChart, type Line } from './course-chart.js';
import styles from './ledger.module.css';
import { FORM_WORDS } from './words.js';

const SIZE = { width: 360, height: 150, left: 6, pad: 18 };
const GROUND = SIZE.height - SIZE.pad;

/** Doses by mg, and outcomes with a mark at each dose, on one stretch of time. What they show stands beside them as text and tables. */
export function CourseCharts({ doses, outcomes }: Pick<DoseLedger, 'doses' | 'outcomes'>) {
  const { bars, lines, total } = courseChart(doses, outcomes, SIZE);
  return (
    <>
      {bars.length > 0 && (
        <figure className={styles['figure']}>
          <figcaption className="quiet small">Doses, mg; the line is what was taken in all, up to {sumOf(doses)} mg</figcaption>
          <svg viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} aria-hidden="true">
            <line x1={SIZE.left} x2={SIZE.width} y1={GROUND} y2={GROUND} className={styles['ground']} />
            {bars.map(({ x, y, height, doseMg }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a dose stays at its place in the order of time
              <g key={i}>
                <rect x={x - 5} y={y} width="10" height={height} rx="3" className={styles['bar']} />
                <text x={x} y={y - 5} className={styles['label']}>
                  {doseMg}
                </text>
              </g>
            ))}
            <polyline points={total.map(([x, y]) => `${x},${y}`).join(' ')} className={styles['total']} />
          </svg>
        </figure>
      )}
      {lines.length > 0 && (
        <figure className={styles['figure']}>
          <figcaption className="quiet small">Outcomes, each by its own scale; dashed marks are doses</figcaption>
          <svg viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} aria-hidden="true">
            <line x1={SIZE.left} x2={SIZE.width} y1={GROUND} y2={GROUND} className={styles['ground']} />
            {bars.map(({ x }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <line key={i} x1={x} x2={x} y1={SIZE.pad} y2={GROUND} className={styles['mark']} />
            ))}
            {lines.map((line) => (
              <Course key={line.form} line={line} />
            ))}
          </svg>
          <Key lines={lines} />
        </figure>
      )}
    </>
  );
}

const sumOf = (doses: DoseLedger['doses']): number => doses.at(-1)?.exposure.totalMg ?? 0;

const Course = ({ line: { form, points } }: { line: Line }) => (
  <g>
    <polyline points={points.map(([x, y]) => `${x},${y}`).join(' ')} className={styles['line']} data-form={form} />
    {points.map(([x, y], i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a point stays at its place in the order of time
      <circle key={i} cx={x} cy={y} r="3.5" className={styles['dot']} />
    ))}
  </g>
);

const Key = ({ lines }: { lines: readonly Line[] }) => (
  <ul className={styles['key']}>
    {lines.map(({ form }) => (
      <li key={form}>
        <svg width="32" height="8" viewBox="0 0 32 8" aria-hidden="true">
          <line x1="0" x2="32" y1="4" y2="4" className={styles['line']} data-form={form} />
        </svg>
        {FORM_WORDS[form]}
      </li>
    ))}
  </ul>
);
