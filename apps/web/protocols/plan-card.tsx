import { useQuery } from '@tanstack/react-query';

import type { Me } from '#contracts';
import { ownPlanQuery } from './queries.js';

/** A patient's own plan in plain words, once one is signed. */
export function PlanCard({ me }: { me: Me }) {
  const { data } = useQuery(ownPlanQuery(me.personId));
  if (!data?.paragraphs.length) return null;
  return (
    <section className="card stack" aria-labelledby="own-plan">
      <h2 id="own-plan">Your plan</h2>
      {data.paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </section>
  );
}
