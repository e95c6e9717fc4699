import { useQuery } from '@tanstack/react-query';

import type { Me } from '#contracts';
import { Link } from '../shell/router.js';
import { preparationQuery } from './queries.js';

/** While something before the next session waits for the patient. */
export function PrepareCard({ me }: { me: Me }) {
  const { data } = useQuery(preparationQuery(me.personId));
  const mine = new Set((data?.open ?? []).filter(({ turn }) => turn === 'patient').map(({ item }) => item));
  if (!mine.size) return null;
  return (
    <section className="card stack" aria-labelledby="prepare">
      <h2 id="prepare">Prepare for your session</h2>
      <p>
        {mine.size === 1 ? 'One thing is' : `${mine.size} things are`} left for you before the medicine.{' '}
        <Link href="/prepare">Go on preparing</Link>
      </p>
    </section>
  );
}
