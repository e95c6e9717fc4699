import styles from './screening.module.css';

/** A letter as the patient reads it. */
export const Letter = ({ paragraphs }: { paragraphs: readonly string[] }) => (
  <div className={styles['letter']}>
    {paragraphs.map((paragraph) => (
      <p key={paragraph}>{paragraph}</p>
    ))}
  </div>
);
