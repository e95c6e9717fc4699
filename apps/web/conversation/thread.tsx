import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

import { type ConversationMessage, type Me, readUntil } from '#contracts';
import { call } from '../call.js';
import { useNow } from '../session/use-now.js';
import { Button } from '../shell/button.js';
import { Failed, Loading } from '../shell/states.js';
import { dayFromNow, timeOfDay } from '../time.js';
import styles from './conversation.module.css';
import { CONVERSATIONS, conversationQuery } from './queries.js';

/** Whoever has looked at it for so long has read it. */
const READ_AFTER_MS = 1_500;

/** Says that what stands on the screen was read, if anybody is looking. */
function useReading(patientId: string, newestSeq: number | undefined, unread: number): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (newestSeq === undefined || unread === 0) return;
    const timer = setTimeout(() => {
      if (document.visibilityState === 'hidden') return;
      void call(readUntil, { params: { patientId }, body: { seq: newestSeq } })
        .then(() => queries.invalidateQueries({ queryKey: CONVERSATIONS }))
        .catch(() => undefined);
    }, READ_AFTER_MS);
    return () => clearTimeout(timer);
  }, [patientId, newestSeq, unread, queries]);
}

/** What was written, the oldest first, as one reads. */
export function Thread({ me, patientId }: { me: Me; patientId: string }) {
  const now = useNow(30_000);
  const end = useRef<HTMLDivElement>(null);
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(conversationQuery(patientId));
  const messages = data?.pages.flatMap((page) => page.messages);
  const newest = messages?.[0];
  useReading(patientId, newest?.seq, data?.pages[0]?.unread ?? 0);
  useEffect(() => {
    if (newest) end.current?.scrollIntoView({ block: 'nearest' });
  }, [newest]);
  if (!data) return error ? <Failed error={error} /> : <Loading what="the messages" />;
  return (
    <section className={styles['thread']} aria-label="Messages">
      <Failed error={error} />
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show earlier
        </Button>
      )}
      {messages?.length === 0 && <p className="quiet">Nobody has written here yet.</p>}
      <ol className={styles['messages']} aria-live="polite">
        {messages?.toReversed().map((message) => (
          <Message key={message.id} message={message} zone={me.zone} now={now} />
        ))}
      </ol>
      <div ref={end} />
    </section>
  );
}

function Message({ message, zone, now }: { message: ConversationMessage; zone: string; now: number }) {
  const { authorName, isOwn, text, sentAt, readBy } = message;
  return (
    <li className={styles['message']} data-own={isOwn}>
      <p className="small">
        <strong>{isOwn ? 'You' : authorName}</strong>{' '}
        <time className="quiet" dateTime={sentAt}>
          {dayFromNow(sentAt, now, zone)}, {timeOfDay(sentAt, zone)}
        </time>
      </p>
      <p className={styles['text']}>{text ?? 'This message was erased.'}</p>
      {isOwn && <p className="quiet small">{readBy.length ? `Read by ${readBy.join(', ')}` : 'Sent, not read yet'}</p>}
    </li>
  );
}
