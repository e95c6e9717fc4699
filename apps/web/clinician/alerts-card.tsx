import type { Alert } from '#session-engine';
import { LevelBadge } from '../session/level-badge.js';
import { nameOf } from '../session/party-name.js';
import { alertWords } from '../session/words.js';
import { timeOfDay } from '../time.js';
import { AlertButtons } from './alert-buttons.js';
import styles from './session.module.css';
import type { StaffView } from './view.js';

const byWeight = (a: Alert, b: Alert) =>
  Number(a.acknowledgedAt !== undefined) - Number(b.acknowledgedAt !== undefined) || b.level - a.level || a.raisedAt - b.raisedAt;

/** Open alerts of this session; announced to screen readers as they come. */
export function AlertsCard({ me, live, view: { state, session } }: StaffView) {
  const open = state.alerts.filter(({ closedAt }) => closedAt === undefined).sort(byWeight);
  return (
    <div aria-live="assertive" className="live">
      {open.length > 0 && (
        <section className={`card stack ${styles['alerts']}`} data-level={open[0]!.level} aria-labelledby="alerts-title">
          <h2 id="alerts-title">Open alerts</h2>
          <ul className="stack">
            {open.map((alert) => (
              <li key={alert.id} className={styles['alert']}>
                <LevelBadge level={alert.level} />
                <span>
                  <strong>{alertWords(alert)}</strong> since {timeOfDay(alert.raisedAt, me.zone)}, tier {alert.tier}
                  {alert.acknowledgedAt !== undefined && `. ${nameOf(session, alert.acknowledgedBy, 'A colleague')} has it.`}
                </span>
                <AlertButtons live={live} alert={alert} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
