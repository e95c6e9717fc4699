import { useInfiniteQuery, useQuery } from '@tanstack/react-query';

import styles from '../conversation/conversation.module.css';
import { conversationQuery } from '../conversation/queries.js';
import { Thread } from '../conversation/thread.js';
import { useFollow } from '../conversation/use-follow.js';
import { WhomToCall } from '../conversation/whom-to-call.js';
import { Writer } from '../conversation/writer.js';
import type { OwnPageProps } from '../shell/audience.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Notice } from '../shell/states.js';
import { clinicQuery } from './numbers.js';

/** A patient and their team, between visits. */
export default function ConversationPage({ me }: OwnPageProps) {
  useFollow();
  const { data } = useInfiniteQuery(conversationQuery(me.personId));
  const clinic = useQuery(clinicQuery).data;
  const [now] = data?.pages ?? [];
  return (
    <div className={styles['page']}>
      <PageTitle>Messages with your team</PageTitle>
      <WhomToCall />
      {now && now.team.length > 0 && (
        <p>
          Read and answered by{' '}
          {now.team.map(({ displayName, profession }) => [displayName, profession].filter(Boolean).join(', ')).join('; ')}
          {clinic && <>, within {hours(clinic.answerWithinHours)}</>}.
        </p>
      )}
      <Thread me={me} patientId={me.personId} />
      {now?.isLive ? (
        <Notice kind="danger">
          Your session is going on, and nobody reads messages now. <Link href="/home">Go to your session</Link> and use “I need
          help”, or call the number above.
        </Notice>
      ) : (
        now && <Writer me={me} patientId={me.personId} to="your team" />
      )}
    </div>
  );
}

const hours = (count: number) => (count === 1 ? 'an hour' : `${count} hours`);
