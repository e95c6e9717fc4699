import type { Reading } from '#session-engine';
import { MINUTE_MS, timeOfDay } from '../time.js';
import { curve } from './curve.js';
import { pressure } from './pressure.js';
import styles from './pressure-curve.module.css';

type Props = { readings: readonly Reading[]; dosedAt: number | undefined };

/** The course of the systolic pressure, small enough for a tile. The last value stands beside it as text. */
export function TinyCurve({ readings, dosedAt }: Props) {
  if (readings.length < 2) return null;
  const { systolic } = curve(readings, dosedAt, { width: 84, height: 26, pad: 6 });
  const last = systolic.at(-1)!;
  return (
    <svg width="84" height="26" viewBox="0 0 84 26" aria-hidden="true">
      <polyline points={systolic.map(([x, y]) => `${x},${y}`).join(' ')} className={styles['systolic']} />
      <circle cx={last[0]} cy={last[1]} r="3" className={styles['dot']} />
    </svg>
  );
}

const SIZE = { width: 560, height: 190, pad: 40 };
const LABELS = 28;

/** Blood pressure against minutes since the dose, with the limit that alerts, and the numbers as a table behind it. */
export function PressureCurve({ readings, dosedAt, alertSystolic, zone }: Props & { alertSystolic: number; zone: string }) {
  if (readings.length === 0) return <p className="quiet">No reading yet.</p>;
  return (
    <figure className={styles['figure']}>
      <Drawing readings={readings} dosedAt={dosedAt} alertSystolic={alertSystolic} />
      <details>
        <summary>Readings as a table</summary>
        <ReadingsTable readings={readings} dosedAt={dosedAt} zone={zone} />
      </details>
    </figure>
  );
}

function Drawing({ readings, dosedAt, alertSystolic }: Props & { alertSystolic: number }) {
  const limits = { low: 60, high: Math.max(180, alertSystolic + 10) };
  const { systolic, diastolic, doseX, yOf } = curve(readings, dosedAt, SIZE, limits);
  const alertY = yOf(alertSystolic);
  const line = (points: readonly (readonly [number, number])[]) => points.map(([x, y]) => `${x},${y}`).join(' ');
  return (
    <svg
      viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
      role="img"
      aria-label="Blood pressure during the session; the table below holds the numbers"
    >
      {[80, 120, 160].map((value) => (
        <g key={value}>
          <line x1={LABELS} x2={SIZE.width} y1={yOf(value)} y2={yOf(value)} className={styles['grid']} />
          <text x="0" y={yOf(value) + 4} className={styles['label']}>
            {value}
          </text>
        </g>
      ))}
      <line x1={LABELS} x2={SIZE.width} y1={alertY} y2={alertY} className={styles['limit']} />
      {doseX !== null && (
        <>
          <line x1={doseX} x2={doseX} y1="14" y2={SIZE.height} className={styles['dose']} />
          <text x={doseX + 5} y="12" className={styles['label']}>
            dose
          </text>
        </>
      )}
      <polyline points={line(systolic)} className={styles['systolic']} />
      <polyline points={line(diastolic)} className={styles['diastolic']} />
      {[...systolic, ...diastolic].map(([x, y]) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r="4" className={styles['dot']} />
      ))}
    </svg>
  );
}

function ReadingsTable({ readings, dosedAt, zone }: Props & { zone: string }) {
  return (
    <table className={`numbers ${styles['table']}`}>
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Since dose</th>
          <th scope="col">Pressure</th>
          <th scope="col">Heart rate</th>
          <th scope="col">SpO₂</th>
        </tr>
      </thead>
      <tbody>
        {readings.map((reading) => (
          <tr key={reading.seq}>
            <td>{timeOfDay(reading.happenedAt, zone)}</td>
            <td>{dosedAt === undefined ? '–' : `${Math.round((reading.happenedAt - dosedAt) / MINUTE_MS)} min`}</td>
            <td>{pressure(reading)}</td>
            <td>{reading.heartRateBpm}</td>
            <td>{reading.spo2Pct ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
