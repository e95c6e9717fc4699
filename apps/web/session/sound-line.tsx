import { Icon } from '../shell/icons.js';
import styles from './line-state.module.css';

/** A phone that may not sound yet says so: one touch anywhere lets it. */
export function SoundLine({ maySound }: { maySound: boolean }) {
  if (maySound) return null;
  return (
    <p className={styles['silent']} role="status">
      <Icon name="soundOff" /> This phone makes no sound yet. Touch the page once, and turn the volume up.
    </p>
  );
}
