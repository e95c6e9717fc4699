import type { TextChange } from '#contracts';
import styles from './protocols.module.css';
import { pathWords } from './words.js';

/** What stands differently, leaf by leaf. */
export function Changes({ changes }: { changes: readonly TextChange[] }) {
  if (!changes.length) return <p className="quiet">Nothing stands differently.</p>;
  return (
    <ul className={styles['changes']}>
      {changes.map(({ path, before, after }) => (
        <li key={path}>
          <span>{pathWords(path)}:</span> <del>{before ?? 'nothing'}</del> → <ins>{after ?? 'nothing'}</ins>
        </li>
      ))}
    </ul>
  );
}
