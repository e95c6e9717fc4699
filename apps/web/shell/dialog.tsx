import { type ReactNode, useEffect, useId, useRef } from 'react';

import styles from './dialog.module.css';

/** Asks one thing and keeps the rest of the page away meanwhile; Escape is "no". The browser's own dialog holds the focus. */
export function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  const cancel = (event: { preventDefault(): void }) => {
    event.preventDefault();
    onClose();
  };
  return (
    <dialog ref={dialog} className={styles['dialog']} aria-labelledby={titleId} onCancel={cancel}>
      <h2 id={titleId}>{title}</h2>
      {children}
    </dialog>
  );
}

export const Choices = ({ children }: { children: ReactNode }) => <div className={styles['choices']}>{children}</div>;
