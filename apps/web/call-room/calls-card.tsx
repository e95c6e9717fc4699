import { queryOptions, useQuery } from '@tanstack/react-query';

import { type AppointmentKind, listCalls } from '#contracts';
import { call } from '../call.js';
import { useNow } from '../session/use-now.js';
import { Link } from '../shell/router.js';
import { dayFromNow, timeOfDay } from '../time.js';

/** All that is known of one's calls. */
export const CALLS = ['calls'] as const;
const callsQuery = queryOptions({
  queryKey: CALLS,
  queryFn: async () => (await call(listCalls)).calls,
  refetchInterval: 60_000,
});

const KINDS: Readonly<Partial<Record<AppointmentKind, string>>> = {
  screening: 'First conversation',
  preparation: 'Preparation',
  dosing: 'Dosing session',
  integration: 'Integration visit',
  follow_up: 'Follow-up',
};

/** The way into one's calls, wherever one's appointments are shown; the link of a call stays the same before, in and after it. */
export function CallsCard({ zone }: { zone: string }) {
  const now = useNow(30_000);
  const { data } = useQuery(callsQuery);
  if (!data?.length) return null;
  return (
    <section className="card stack" aria-labelledby="calls-title">
      <h2 id="calls-title">Video calls</h2>
      <ul className="stack">
        {data.map(({ appointmentId, kind, startsAt, isOpen, isAwaited, with: others }) => (
          <li key={appointmentId}>
            <time dateTime={startsAt}>
              {dayFromNow(startsAt, now, zone)}, {timeOfDay(startsAt, zone)}
            </time>
            : {KINDS[kind]} with {others.join(', ')}. {isAwaited && <strong>The patient is waiting for you.</strong>}{' '}
            <Link href={`/call/${appointmentId}`}>{isOpen ? 'Go to the call' : 'Open, and try my device'}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
