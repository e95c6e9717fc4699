import { Icon } from './icons.js';
import styles from './layout.module.css';
import { chooseScheme, useScheme } from './scheme.js';

/** Light or dark; until it is pressed, the page follows the device. */
export function SchemeToggle() {
  const isDark = useScheme() === 'dark';
  return (
    <button
      type="button"
      className={styles['quietButton']}
      aria-label={isDark ? 'Use light colours' : 'Use dark colours'}
      onClick={() => chooseScheme(isDark ? 'light' : 'dark')}
    >
      <Icon name={isDark ? 'sun' : 'moon'} />
    </button>
  );
}
