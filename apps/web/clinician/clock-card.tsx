import { isAttended, isInClinic } from '#session-engine';
import { ClockRing } from '../session/clock-ring.js';
import { DueWords } from '../session/due-words.js';
import { pressure } from '../session/pressure.js';
import { duration, timeOfDay } from '../time.js';
import styles from './session.module.css';
import type { StaffView } from './view.js';

/** The shared session clock in large, with what is due next. */
export function ClockCard({ me, view: { state, plan }, clock, now }: StaffView) {
  const last = state.readings.at(-1);
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [
      'Safety check',
      <DueWords key="check" what={`No. ${clock.nextCheck?.number}`} item={clock.nextCheck} otherwise="after the dose" />,
    ],
    [
      'Planned vitals',
      <DueWords
        key="vitals"
        what={`T+${clock.nextVitals?.offsetMin}`}
        item={clock.nextVitals}
        otherwise={vitalsWords(state.dosedAt)}
      />,
    ],
    [
      'Last pressure',
      last
        ? `${pressure(last)}, HR ${last.heartRateBpm}${last.spo2Pct === undefined ? '' : `, SpO₂ ${last.spo2Pct} %`}, ${duration(now - last.happenedAt)} ago`
        : 'none yet',
    ],
    [
      'Dose',
      state.dosedAt === undefined ? 'not taken' : `${state.release?.doseMg ?? '?'} mg at ${timeOfDay(state.dosedAt, me.zone)}`,
    ],
    isInClinic(plan)
      ? ['Staff', isAttended(state, plan) ? 'with the patient' : 'nobody whose role fits']
      : ['Chaperone', state.isChaperonePresent ? 'there' : state.arrivedAt === undefined ? 'not arrived' : 'has left'],
  ];
  return (
    <section className={`card ${styles['clock']}`} aria-label="Session clock">
      <ClockRing clock={clock} plan={plan} size={150} />
      <dl className={styles['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const vitalsWords = (dosedAt: number | undefined) => (dosedAt === undefined ? 'before the gate' : 'all taken');
