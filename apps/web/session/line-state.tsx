import type { ReactNode } from 'react';

import { Icon } from '../shell/icons.js';
import { problemWords } from '../shell/problem-words.js';
import styles from './line-state.module.css';
import type { LiveSession } from './live-session.js';

type BlindBarProps = { isBlind: boolean; title?: string; children: ReactNode };

/** The one thing that a screen must never hide: that it may be missing something. */
export function BlindBar({ isBlind, title = 'This screen is not up to date.', children }: BlindBarProps) {
  return (
    <div role="alert" className={isBlind ? styles['blind'] : 'live'}>
      {isBlind && (
        <>
          <Icon name="cross" />
          <span>
            <strong>{title}</strong> {children}
          </span>
        </>
      )}
    </div>
  );
}

/** What is on its way, and what the clinic refused. Nothing that was tapped vanishes without a word. */
export function SendingLine({ live }: { live: LiveSession }) {
  const { view, refusal } = live.status;
  const outgoing = view?.outgoing ?? [];
  const isStuck = outgoing.some(({ tries }) => tries > 0);
  return (
    <div aria-live="polite" className="live">
      {outgoing.length > 0 && (
        <p className={styles['sending']} data-stuck={isStuck || undefined}>
          {isStuck ? 'Not sent yet. It is kept here and will be sent as soon as the line is back.' : 'Sending…'}
        </p>
      )}
      {refusal && (
        <p className={styles['refused']} role="alert">
          <span>{problemWords(refusal)}</span>
          <button type="button" onClick={() => live.forgetRefusal()}>
            OK
          </button>
        </p>
      )}
    </div>
  );
}

/** The way into the video call of a session. It opens beside this page, which goes on asking what it asks. */
export function CallLink({ page }: { page: string | null }) {
  if (page === null) return null;
  return (
    <a href={page} target="_blank" rel="noopener">
      Video call <span className="small">(opens beside this page)</span>
    </a>
  );
}
