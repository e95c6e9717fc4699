import type { Level } from '#session-engine';
import styles from './level-badge.module.css';
import { LEVELS } from './phases.js';

/** Each level has one shape, wherever it shows: circle, triangle, diamond, square, octagon. */
const SHAPES: Readonly<Record<Level, string>> = {
  0: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11Z',
  1: 'M8 2 14.5 13.5h-13Z',
  2: 'M8 1 15 8l-7 7-7-7Z',
  3: 'M2.5 2.5h11v11h-11Z',
  4: 'M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2ZM7.2 4v5h1.6V4Zm0 6.5v1.6h1.6v-1.6Z',
};

export function LevelShape({ level, size = 14 }: { level: Level; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="currentColor" fillRule="evenodd" aria-hidden="true">
      <path d={SHAPES[level]} />
    </svg>
  );
}

/** How bad it is: a colour, a shape and a word, always the three together. */
export function LevelBadge({ level, isSmall = false }: { level: Level; isSmall?: boolean }) {
  return (
    <span className={styles['badge']} data-level={level} data-small={isSmall || undefined}>
      <LevelShape level={level} />
      <span>
        L{level} {LEVELS[level]}
      </span>
    </span>
  );
}
