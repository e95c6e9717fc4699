import type { LedgerDose } from '#contracts';
import { pressure } from '../session/pressure.js';
import { dayOf } from '../time.js';
import styles from './ledger.module.css';
import { FORM_WORDS, outcomeWords, stepWords } from './words.js';

/** The highest systolic reading after the dose, with its diastolic. */
function peakOf({ readings }: LedgerDose): string {
  const after = readings.filter(({ sinceDoseMin }) => sinceDoseMin >= 0);
  const peak = after.reduce<(typeof after)[number] | null>(
    (top, one) => (top && top.systolicMmHg >= one.systolicMmHg ? top : one),
    null,
  );
  return peak ? pressure(peak) : '–';
}

/** All doses in one look. */
export function LedgerTable({ doses, zone }: { doses: readonly LedgerDose[]; zone: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways on a phone has to be reachable by keyboard
    <section className={styles['scroll']} aria-label="Doses as a table" tabIndex={0}>
      <table className={`numbers ${styles['table']}`}>
        <thead>
          <tr>
            <th scope="col">Dose</th>
            <th scope="col">Taken</th>
            <th scope="col">mg</th>
            <th scope="col">Step</th>
            <th scope="col">Peak pressure</th>
            <th scope="col">Outcomes</th>
            <th scope="col">mg in 30 days</th>
            <th scope="col">mg in 90 days</th>
            <th scope="col">mg in all</th>
          </tr>
        </thead>
        <tbody>
          {doses.map((dose) => (
            <tr key={dose.doseLineId}>
              <th scope="row">{dose.number}</th>
              <td>{dayOf(dose.takenAt, zone)}</td>
              <td>{dose.doseMg}</td>
              <td>{stepWords(dose.stepPct)}</td>
              <td>{peakOf(dose)}</td>
              <td>{dose.outcomes.map((one) => `${FORM_WORDS[one.form]} ${outcomeWords(one)}`).join(', ') || '–'}</td>
              <td>{dose.exposure.mgIn30Days}</td>
              <td>{dose.exposure.mgIn90Days}</td>
              <td>{dose.exposure.totalMg}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
