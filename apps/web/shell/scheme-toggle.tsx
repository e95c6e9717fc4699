import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';

import { Icon } from './icons.js';
import styles from './layout.module.css';

/** Light or dark; until it is pressed, the page follows the device. */
export function SchemeToggle() {
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  return (
    <button
      type="button"
      className={styles['quietButton']}
      aria-label={isDark ? 'Use light colours' : 'Use dark colours'}
      onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
    >
      <Icon name={isDark ? 'sun' : 'moon'} />
    </button>
  );
}
