import { Icon } from '../shell/icons.js';
import { useAlarm } from './alarm.js';
import styles from './sound.module.css';

/** A blind screen sounds like an urgent alert: there may be one behind it. */
const BLIND_LEVEL = 3;

/** The switch of the alarm, and the alarm: of alerts that nobody has taken on, and of a screen that may be missing some. */
export function Sound({ calling, isBlind }: { calling: readonly number[]; isBlind: boolean }) {
  const levels = isBlind ? [...calling, BLIND_LEVEL] : calling;
  const { isOn, toggle } = useAlarm(levels.length ? Math.max(...levels) : null);
  return (
    <button type="button" className={styles['sound']} aria-pressed={isOn} onClick={toggle}>
      <Icon name={isOn ? 'soundOn' : 'soundOff'} />
      {isOn ? 'Sound on' : 'Sound off'}
    </button>
  );
}
