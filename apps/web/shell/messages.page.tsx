import { useInfiniteQuery } from '@tanstack/react-query';

import { type CapturedMessage, listCapturedMessages } from '#contracts';
import { call } from '../call.js';
import { useNow } from '../session/use-now.js';
import { dayFromNow, timeOfDay } from '../time.js';
import type { PageProps } from './audience.js';
import { Button } from './button.js';
import { Icon } from './icons.js';
import { MessageText } from './message-text.js';
import styles from './messages.module.css';
import { PageTitle } from './page-title.js';
import { Empty, Failed, Loading } from './states.js';

const useMessages = () =>
  useInfiniteQuery({
    queryKey: ['messages'],
    queryFn: ({ pageParam }) => call(listCapturedMessages, { query: { limit: 100, ...(pageParam && { before: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchInterval: 5_000,
  });

/** What would have left the clinic. Demo only: elsewhere it has left. */
export default function MessagesPage({ me }: PageProps) {
  const { data, error, isFetchingNextPage, hasNextPage, fetchNextPage } = useMessages();
  const messages = data?.pages.flatMap((page) => page.messages);
  const zone = me?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <div className={styles['page']}>
      <div>
        <PageTitle>Messages</PageTitle>
        <p className="quiet">
          E-mails and texts of the demo clinic. In a real clinic these go out; here they stop at this page. A chaperone’s link
          signs this browser in as the chaperone; a private window keeps your own sign-in.
        </p>
      </div>
      <Failed error={error} />
      {!data && !error && <Loading what="the messages" />}
      {messages?.length === 0 && (
        <Empty title="Nothing has been sent yet">
          <p>Book a session, or move the demo clock to the day before one.</p>
        </Empty>
      )}
      <ol className="stack">
        {messages?.map((message) => (
          <Message key={message.id} message={message} zone={zone} />
        ))}
      </ol>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show earlier
        </Button>
      )}
    </div>
  );
}

function Message({ message, zone }: { message: CapturedMessage; zone: string }) {
  const now = useNow(30_000);
  const { channel, recipientName, to, subject, text, attachments, sentAt } = message;
  return (
    <li className="card">
      <article className={styles['message']}>
        <header className={styles['head']}>
          <Icon name={channel === 'email' ? 'mail' : 'phone'} />
          <span>
            <strong>{recipientName}</strong> <span className="quiet">{to}</span>
          </span>
          <time className="quiet small" dateTime={sentAt}>
            {dayFromNow(sentAt, now, zone)}, {timeOfDay(sentAt, zone)}
          </time>
        </header>
        {subject && <h2>{subject}</h2>}
        <MessageText text={text} />
        {attachments.map(({ filename, content }) => (
          <details key={filename}>
            <summary>{filename}</summary>
            <pre className={styles['file']}>{content}</pre>
          </details>
        ))}
      </article>
    </li>
  );
}
