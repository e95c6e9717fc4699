import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

import { readOwnMessages } from '#contracts';
import { call } from '../call.js';
import { useNow } from '../session/use-now.js';
import type { OwnPageProps } from '../shell/audience.js';
import { ownMessagesQuery } from '../shell/marks.js';
import { MessageText } from '../shell/message-text.js';
import styles from '../shell/messages.module.css';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Empty, Failed, Loading } from '../shell/states.js';
import { dayFromNow, timeOfDay } from '../time.js';

/** What the clinic has told this person. Opening the page is reading it. */
export default function InboxPage({ me }: OwnPageProps) {
  const queries = useQueryClient();
  const now = useNow(30_000);
  const { data, error } = useQuery(ownMessagesQuery);
  const newest = data?.messages[0]?.sentAt;
  const unread = data?.unread ?? 0;
  useEffect(() => {
    if (!newest || unread === 0) return;
    const leave = setTimeout(() => {
      void call(readOwnMessages, { body: { until: newest } })
        .then(() => queries.invalidateQueries({ queryKey: ownMessagesQuery.queryKey }))
        .catch(() => undefined);
    }, 3_000);
    return () => clearTimeout(leave);
  }, [newest, unread, queries]);
  return (
    <div className={styles['page']}>
      <div>
        <PageTitle>Inbox</PageTitle>
        <p className="quiet">
          What we have told you. <Link href="/account">Choose how we reach you</Link>
        </p>
      </div>
      <Failed error={error} />
      {!data && !error && <Loading what="your messages" />}
      {data?.messages.length === 0 && (
        <Empty title="Nothing yet">What we tell you about your appointments stands here, too.</Empty>
      )}
      <ol className="stack">
        {data?.messages.map(({ id, subject, text, sentAt, isRead }) => (
          <li key={id} className="card">
            <article className={styles['message']}>
              <header className={styles['head']}>
                {!isRead && <span className={styles['new']}>New</span>}
                <time className="quiet small" dateTime={sentAt}>
                  {dayFromNow(sentAt, now, me.zone)}, {timeOfDay(sentAt, me.zone)}
                </time>
              </header>
              <h2>{subject}</h2>
              <MessageText text={text} />
            </article>
          </li>
        ))}
      </ol>
    </div>
  );
}
