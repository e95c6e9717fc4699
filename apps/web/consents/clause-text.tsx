import styles from './consents.module.css';
import { difference } from './difference.js';

/** A clause as it reads, paragraph by paragraph. */
export function ClauseText({ text }: { text: string }) {
  return text.split(/\n\s*\n/).map((paragraph) => <p key={paragraph}>{paragraph}</p>);
}

/** What has changed between two versions. Words that went out are struck through, those that came in underlined: no colour is needed to see it. */
export function ClauseChanges({ before, after }: { before: string; after: string }) {
  let at = 0;
  return (
    <p className={styles['changes']}>
      {difference(before, after).map(({ kind, text }) => {
        at += text.length;
        const key = `${kind}${at}`;
        if (kind === 'same') return <span key={key}>{text}</span>;
        return kind === 'in' ? <ins key={key}>{text}</ins> : <del key={key}>{text}</del>;
      })}
    </p>
  );
}
