import type { SessionClock, SessionPlan } from '#session-engine';
import { MINUTE_MS } from '../time.js';
import styles from './clock-ring.module.css';
import { PHASES } from './phases.js';

const RADIUS = 44;
const AROUND = 2 * Math.PI * RADIUS;

/** Minutes since the dose, as staff write them. */
export const sinceDose = (ms: number | null): string => (ms === null ? '–' : `T+${Math.max(0, Math.floor(ms / MINUTE_MS))}`);

/** The shared session clock: how far the session is on its way to the earliest discharge, with a notch for each phase. */
export function ClockRing({ clock, plan, size = 96 }: { clock: SessionClock; plan: SessionPlan; size?: number }) {
  const totalMs = plan.discharge.minMin * MINUTE_MS;
  const done = Math.min(1, Math.max(0, (clock.sinceDoseMs ?? 0) / totalMs));
  const words =
    clock.sinceDoseMs === null ? PHASES[clock.phase] : `${PHASES[clock.phase]}, ${sinceDose(clock.sinceDoseMs)} minutes`;
  return (
    <svg width={size} height={size} viewBox="0 0 100 100" role="img" aria-label={words} className={styles['ring']}>
      <circle cx="50" cy="50" r={RADIUS} className={styles['track']} />
      <circle
        cx="50"
        cy="50"
        r={RADIUS}
        className={styles['done']}
        strokeDasharray={`${done * AROUND} ${AROUND}`}
        transform="rotate(-90 50 50)"
      />
      {plan.phases.map(({ phase, offsetMin }) => (
        <line
          key={phase}
          x1="50"
          y1="1.5"
          x2="50"
          y2="10.5"
          className={styles['notch']}
          transform={`rotate(${(offsetMin * MINUTE_MS * 360) / totalMs} 50 50)`}
        />
      ))}
      <text x="50" y="57" className={styles['minutes']}>
        {clock.sinceDoseMs === null ? '–' : sinceDose(clock.sinceDoseMs)}
      </text>
    </svg>
  );
}
