import { useQuery } from '@tanstack/react-query';

import type { Me } from '#contracts';
import { Link } from '../shell/router.js';
import { nextTitle } from './own-words.js';
import { ownScreeningQuery } from './queries.js';

/** While somebody is being screened: what comes next, and the way to the whole of it. */
export function HomeCard({ me }: { me: Me }) {
  const { data } = useQuery(ownScreeningQuery(me.personId));
  if (!data?.screener) return null;
  return (
    <section className="card stack" aria-labelledby="screening">
      <h2 id="screening">{nextTitle(data.next)}</h2>
      <p>
        {data.screener.displayName} looks after you. <Link href="/screening">See where you are</Link>
      </p>
    </section>
  );
}
