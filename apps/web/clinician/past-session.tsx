import { queryOptions, useQuery } from '@tanstack/react-query';

import { readSession } from '#contracts';
import { call } from '../call.js';
import { Timeline } from '../session/timeline.js';
import { entryOf } from '../session/wire.js';
import { Link } from '../shell/router.js';
import { Failed, Loading } from '../shell/states.js';

const sessionQuery = (sessionId: string) =>
  queryOptions({
    queryKey: ['past-session', sessionId],
    queryFn: () => call(readSession, { params: { sessionId } }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The session that a visit belongs to, as its log tells it. */
export function PastSession({ sessionId, zone }: { sessionId: string; zone: string }) {
  const { data, error } = useQuery(sessionQuery(sessionId));
  if (error) return <Failed error={error} />;
  if (!data) return <Loading what="the session" />;
  return (
    <section className="card stack" aria-labelledby="timeline-title">
      <h2 id="timeline-title">What happened in the session</h2>
      <p>
        <Link href={`/board/${sessionId}`}>The whole session, with its blood pressure</Link>
      </p>
      <Timeline session={data} entries={data.entries.map(entryOf)} zone={zone} />
    </section>
  );
}
