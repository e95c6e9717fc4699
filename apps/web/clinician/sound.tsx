import { Icon } from '../shell/icons.js';
import { type AlarmState, useAlarm } from './alarm.js';
import styles from './sound.module.css';

/** A blind screen sounds like an urgent alert: there may be one behind it. */
const BLIND_LEVEL = 3;
const SILENT: Readonly<Record<Exclude<AlarmState, 'on'>, string>> = {
  off: 'No alarm is heard here.',
  blocked: 'Your browser mutes the alarms: press anything on this page.',
};

/** The switch of the alarm, and the alarm: of alerts that nobody has taken on, and of a screen that may be missing some. It never is silent in silence. */
export function Sound({ calling, isBlind }: { calling: readonly number[]; isBlind: boolean }) {
  const levels = isBlind ? [...calling, BLIND_LEVEL] : calling;
  const { state, toggle } = useAlarm(levels.length ? Math.max(...levels) : null);
  const isOff = state === 'off';
  return (
    <>
      <button type="button" className={styles['sound']} aria-pressed={!isOff} onClick={toggle}>
        <Icon name={state === 'on' ? 'soundOn' : 'soundOff'} />
        {isOff ? 'Sound off' : 'Sound on'}
      </button>
      <span role="status" className={styles['silent']} data-calling={levels.length > 0 || undefined}>
        {state !== 'on' && SILENT[state]}
      </span>
    </>
  );
}
