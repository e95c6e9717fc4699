import { useQuery } from '@tanstack/react-query';

import type { Me } from '#contracts';
import { Link } from '../shell/router.js';
import { Notice } from '../shell/states.js';
import { timeOfDay } from '../time.js';
import { waitingQuery } from './queries.js';

/** That a time is kept for this patient; nothing otherwise. */
export function WaitingNotice({ me }: { me: Me }) {
  const waiting = useQuery(waitingQuery(me.personId)).data?.waiting;
  if (!waiting?.offer) return null;
  return (
    <Notice kind="good">
      An earlier time is kept for you until {timeOfDay(waiting.offer.until, waiting.zone)}.{' '}
      <Link href="/waiting">Look at it</Link>
    </Notice>
  );
}
