import { useInfiniteQuery, useQuery } from '@tanstack/react-query';

import type { ConversationRow } from '#contracts';
import { careQuery } from '../care/queries.js';
import styles from '../conversation/conversation.module.css';
import { conversationsQuery } from '../conversation/queries.js';
import { useFollow } from '../conversation/use-follow.js';
import { useNow } from '../session/use-now.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Empty, Failed, Loading } from '../shell/states.js';
import { dayFromNow, timeOfDay } from '../time.js';

/** With whom there are messages, and who waits for an answer. */
export default function ConversationsPage({ me }: OwnPageProps) {
  useFollow();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(conversationsQuery);
  const rows = data?.pages.flatMap(({ conversations }) => conversations);
  return (
    <div className={styles['page']}>
      <PageTitle>Conversations</PageTitle>
      <p className="quiet">
        What your patients and their teams write to each other. Who waits too long is told to whoever is on call.
      </p>
      <Failed error={error} />
      {!data && !error && <Loading what="the conversations" />}
      {rows?.length === 0 && <Empty title="Nobody has written yet">Choose a patient below to write to them.</Empty>}
      <ul className={styles['rows']}>
        {rows?.map((row) => (
          <li key={row.patientId}>
            <Row row={row} zone={me.zone} />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show earlier
        </Button>
      )}
      <Others personId={me.personId} known={new Set(rows?.map(({ patientId }) => patientId))} />
    </div>
  );
}

function Row({ row, zone }: { row: ConversationRow; zone: string }) {
  const now = useNow(30_000);
  const { patientId, patientName, lastAt, unread, waitingSince } = row;
  return (
    <Link href={`/conversations/${patientId}`} className={styles['row']}>
      <strong>{patientName}</strong>
      {unread > 0 && <span className={styles['new']}>{unread} new</span>}
      {waitingSince && (
        <span className={styles['waits']}>
          Waits since {dayFromNow(waitingSince, now, zone)}, {timeOfDay(waitingSince, zone)}
        </span>
      )}
      <time className="quiet small" dateTime={lastAt}>
        {dayFromNow(lastAt, now, zone)}, {timeOfDay(lastAt, zone)}
      </time>
    </Link>
  );
}

/** Patients in the care of this person with whom nobody has written yet. */
function Others({ personId, known }: { personId: string; known: ReadonlySet<string> }) {
  const { data } = useQuery(careQuery);
  const own = data?.filter(({ team }) => team.some((member) => member.personId === personId)) ?? [];
  const others = own.filter(({ patientId }) => !known.has(patientId));
  if (!others.length) return null;
  return (
    <section className="stack" aria-labelledby="others">
      <h2 id="others">Write to a patient</h2>
      <ul className={styles['rows']}>
        {others.map(({ patientId, patientName }) => (
          <li key={patientId}>
            <Link href={`/conversations/${patientId}`} className={styles['row']}>
              {patientName}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
