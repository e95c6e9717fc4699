import { useInfiniteQuery } from '@tanstack/react-query';

import styles from '../conversation/conversation.module.css';
import { conversationQuery } from '../conversation/queries.js';
import { Thread } from '../conversation/thread.js';
import { useFollow } from '../conversation/use-follow.js';
import { Writer } from '../conversation/writer.js';
import { useNow } from '../session/use-now.js';
import type { OwnPageProps } from '../shell/audience.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Notice } from '../shell/states.js';
import { dayFromNow, timeOfDay } from '../time.js';

/** One patient's conversation, for whoever cares for them. */
export default function ConversationPage({ me, params }: OwnPageProps) {
  const patientId = params['id'] ?? '';
  useFollow();
  const now = useNow(30_000);
  const { data } = useInfiniteQuery(conversationQuery(patientId));
  const [newest] = data?.pages ?? [];
  return (
    <div className={styles['page']}>
      <Link href="/conversations">All conversations</Link>
      <PageTitle title="Conversation">{newest?.patientName ?? 'Conversation'}</PageTitle>
      {newest && (
        <p className="quiet">
          Read and answered by {newest.team.map(({ displayName }) => displayName).join(', ')}. The patient sees who has read what.
        </p>
      )}
      {newest?.waitingSince && (
        <Notice kind="watch">
          Waits for an answer since {dayFromNow(newest.waitingSince, now, me.zone)}, {timeOfDay(newest.waitingSince, me.zone)}.
        </Notice>
      )}
      <Thread me={me} patientId={patientId} />
      {newest?.isLive ? (
        <Notice kind="danger">A dosing session is live: nobody writes here now. Use the session, or call.</Notice>
      ) : (
        newest && <Writer key={patientId} me={me} patientId={patientId} to={newest.patientName} />
      )}
    </div>
  );
}
