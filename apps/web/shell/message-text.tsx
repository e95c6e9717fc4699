import { Fragment } from 'react';

import styles from './messages.module.css';

const LINK = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/;

/** A message as it was written, its links to click. */
export function MessageText({ text }: { text: string }) {
  return (
    <p className={styles['text']}>
      {text.split(LINK).map((part, at) =>
        at % 2 === 1 ? (
          <a key={part} href={part} target="_blank" rel="noreferrer">
            {part}
          </a>
        ) : (
          <Fragment key={part}>{part}</Fragment>
        ),
      )}
    </p>
  );
}
