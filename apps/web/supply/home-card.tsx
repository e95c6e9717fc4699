import { useQuery } from '@tanstack/react-query';

import type { Me } from '#contracts';
import { Link } from '../shell/router.js';
import { Notice } from '../shell/states.js';
import { supplyQuery } from './queries.js';

/** When medicine has come and is to be counted, or is not to be taken any more. */
export function MedicineCard({ me }: { me: Me }) {
  const { data } = useQuery(supplyQuery(me.personId));
  const held = data?.dispenses ?? [];
  const isRecalled = held.some(({ standing, onHandUnits }) => standing === 'recalled' && onHandUnits > 0);
  const isUnderWay = held.some(({ state }) => state === 'shipped');
  if (!isRecalled && !isUnderWay) return null;
  return (
    <section className="card stack" aria-labelledby="medicine">
      <h2 id="medicine">{isRecalled ? 'About your medicine' : 'Has your medicine arrived?'}</h2>
      {isRecalled && <Notice kind="danger">A lot that you have was recalled. Take nothing of it.</Notice>}
      {!isRecalled && <p>Please count it as soon as it is there. No session begins without it.</p>}
      <p>
        <Link href="/medicine">{isRecalled ? 'Read more' : 'Count it'}</Link>
      </p>
    </section>
  );
}
