import { useQuery } from '@tanstack/react-query';

import type { Me } from '#contracts';
import { Link } from '../shell/router.js';
import { currentCheck, isAsked } from './current.js';
import { aftercareQuery } from './queries.js';

/** While somebody is asked how they are after a session; on the days after it, where they say that something has changed. */
export function AftercareCard({ me, now }: { me: Me; now: number }) {
  const { data } = useQuery(aftercareQuery(me.personId));
  const check = data && currentCheck(data, now);
  if (!check) return null;
  const isDue = isAsked(check, now);
  return (
    <section className="card stack" aria-labelledby="aftercare">
      <h2 id="aftercare">{isDue ? 'How are you?' : 'After your session'}</h2>
      {isDue && <p>Three short questions. If we do not hear from you, somebody calls you.</p>}
      <p>
        <Link href="/aftercare">{isDue ? 'Answer now' : 'Say how I am'}</Link>
      </p>
    </section>
  );
}
