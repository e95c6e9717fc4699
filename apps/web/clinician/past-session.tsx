import { queryOptions, useQuery } from '@tanstack/react-query';

import { readSession, type SessionView } from '#contracts';
import { replay } from '#session-engine';
import { call } from '../call.js';
import { PressureCurve } from '../session/pressure-curve.js';
import { Timeline } from '../session/timeline.js';
import { entryOf, planOf } from '../session/wire.js';
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
  return <Told session={data} zone={zone} />;
}

function Told({ session, zone }: { session: SessionView; zone: string }) {
  const [entries, plan] = [session.entries.map(entryOf), planOf(session.plan)];
  const { readings, dosedAt } = replay(plan, entries);
  return (
    <>
      <section className="card stack" aria-labelledby="curve-title">
        <h2 id="curve-title">Blood pressure in the session</h2>
        <PressureCurve {...{ readings, dosedAt, zone }} alertSystolic={plan.inSession.alertSystolic} />
      </section>
      <section className="card stack" aria-labelledby="timeline-title">
        <h2 id="timeline-title">What happened in the session</h2>
        <Timeline session={session} entries={entries} zone={zone} />
      </section>
    </>
  );
}
