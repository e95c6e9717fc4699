import type { ReactNode } from 'react';
import { Button } from './button.js';

import { Icon } from './icons.js';
import { errorWords } from './problem-words.js';
import styles from './states.module.css';

export function Loading({ what }: { what: string }) {
  return (
    <p className={styles['loading']} role="status">
      Opening {what}…
    </p>
  );
}

export function Unreachable({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <div className={styles['empty']}>
      <h1 className="unseen">No connection</h1>
      <Notice kind="danger">{errorWords(error)}</Notice>
      <Button variant="default" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}

/** A list without anything in it: what that means, and what to do. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles['empty']}>
      <Icon name="home" size={28} className={styles['emptyIcon']} />
      <p>
        <strong>{title}</strong>
      </p>
      {children}
    </div>
  );
}

type NoticeKind = 'calm' | 'good' | 'watch' | 'danger';
const ICONS = { calm: 'help', good: 'check', watch: 'wait', danger: 'cross' } as const;

/** A sentence that must be seen. Dangers are read out at once, the rest when it suits. */
export function Notice({ kind = 'calm', children }: { kind?: NoticeKind; children: ReactNode }) {
  return (
    <div className={styles['notice']} data-kind={kind} role={kind === 'danger' ? 'alert' : 'status'}>
      <Icon name={ICONS[kind]} />
      <div>{children}</div>
    </div>
  );
}

export const Failed = ({ error }: { error: unknown }) => (error ? <Notice kind="danger">{errorWords(error)}</Notice> : null);
