import type { ReactNode } from 'react';

import type { LedgerDose } from '#contracts';
import type { Level } from '#session-engine';
import { LevelBadge } from '../session/level-badge.js';
import { PressureCurve } from '../session/pressure-curve.js';
import { checkWords } from '../session/words.js';
import { dayOf, epochMs, timeOfDay } from '../time.js';
import styles from './ledger.module.css';
import { alertLine, exposureWords, FORM_WORDS, holdWords, minuteWords, outcomeWords, stepWords, VISIT_WORDS } from './words.js';

type Props = { dose: LedgerDose; zone: string };

/** One dose with everything that came with it. */
export function DoseCard({ dose, zone }: Props) {
  const { doseLineId, number, doseMg, takenAt, alerts, checks } = dose;
  const title = `dose-${doseLineId}`;
  return (
    <section className="card stack" aria-labelledby={title}>
      <h2 id={title}>
        Dose {number}: {doseMg} mg, {dayOf(takenAt, zone)}, {timeOfDay(takenAt, zone)}
      </h2>
      <Facts dose={dose} />
      <Curve dose={dose} zone={zone} />
      {alerts.length > 0 && (
        <ul className="stack" aria-label={`Alerts of dose ${number}`}>
          {alerts.map((alert) => (
            <li key={alert.alertId} className="row">
              <LevelBadge level={alert.level as Level} isSmall /> {alertLine(alert)}
            </li>
          ))}
        </ul>
      )}
      {checks.length > 0 && (
        <details className={styles['more']}>
          <summary>Safety checks: {checks.length}</summary>
          <ul>
            {checks.map((check) => (
              <li key={check.number}>
                {minuteWords(check.sinceDoseMin)}: {checkWords(check)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Curve({ dose: { readings, takenAt, alertSystolicMmHg }, zone }: Props) {
  if (!readings.length || alertSystolicMmHg === null) return <p className="quiet">No reading of this session.</p>;
  const shown = readings.map(({ at, spo2Pct, sinceDoseMin: _, ...reading }) => ({
    ...reading,
    ...(spo2Pct === null ? {} : { spo2Pct }),
    happenedAt: epochMs(at),
    recordedAt: epochMs(at),
  }));
  return <PressureCurve readings={shown} dosedAt={epochMs(takenAt)} alertSystolic={alertSystolicMmHg} zone={zone} />;
}

function Facts({ dose }: { dose: LedgerDose }) {
  const { stepPct, daysSinceLast, outcomes, visit, holds, absorbed, exposure } = dose;
  return (
    <dl className={styles['facts']}>
      <Fact what="Step">{stepWords(stepPct)}</Fact>
      {daysSinceLast !== null && (
        <Fact what="Since the dose before">{daysSinceLast === 1 ? 'one day' : `${daysSinceLast} days`}</Fact>
      )}
      {outcomes.map((outcome) => (
        <Fact key={outcome.form} what={`${FORM_WORDS[outcome.form]} at this dose`}>
          {outcomeWords(outcome)}
        </Fact>
      ))}
      <Fact what="Visit after it">{visit ? VISIT_WORDS[visit] : 'none'}</Fact>
      {holds.length > 0 && <Fact what="At the gate">{holds.map(holdWords).join('; ')}</Fact>}
      <Fact what="Exposure with this dose">{exposureWords(exposure)}</Fact>
      {absorbed && (
        <Fact what="Reaches the blood, about: arithmetic, no suggestion">
          {absorbed.lowMg === absorbed.highMg ? `${absorbed.meanMg} mg` : `${absorbed.lowMg} to ${absorbed.highMg} mg`},{' '}
          {absorbed.route}. <span className="quiet small">{absorbed.source}</span>
        </Fact>
      )}
    </dl>
  );
}

const Fact = ({ what, children }: { what: string; children: ReactNode }) => (
  <div>
    <dt>{what}</dt>
    <dd>{children}</dd>
  </div>
);
