import type { LetterText } from '#contracts';
import styles from './documents.module.css';

/** A letter as it reads on paper. */
export function LetterSheet({ text }: { text: LetterText }) {
  return (
    <article className={styles['sheet']} aria-label={text.subject}>
      <Lines texts={text.from} />
      <p>{text.on}</p>
      <Lines texts={text.to} />
      <h2>{text.subject}</h2>
      {text.paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <Lines texts={text.signature} />
    </article>
  );
}

const Lines = ({ texts }: { texts: readonly string[] }) => (
  <p>
    {texts.map((text) => (
      <span key={text} className={styles['line']}>
        {text}
      </span>
    ))}
  </p>
);
