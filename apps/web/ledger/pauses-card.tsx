import { useQuery } from '@tanstack/react-query';

import type { Me } from '#contracts';
import { DecideReview } from './decide-review.js';
import { PauseList } from './pause-list.js';
import { ledgerQuery } from './queries.js';

const MAY_DECIDE: readonly Me['role'][] = ['prescriber', 'physician'];

/** Why a course is paused, above its ledger; below it what was looked at before. */
export function PausesCard({ patientId, me }: { patientId: string; me: Me }) {
  const { data } = useQuery(ledgerQuery(patientId));
  if (!data?.pauses.length) return null;
  const open = data.pauses.filter(({ endedAt }) => endedAt === null);
  const over = data.pauses.filter(({ endedAt }) => endedAt !== null);
  return (
    <section className="card stack" aria-labelledby="pauses">
      <h2 id="pauses">{open.length ? 'The course is paused' : 'The course was paused'}</h2>
      {open.length > 0 && (
        <>
          <p>No dose is signed or released until a prescriber of the team has looked. What is booked stays booked.</p>
          <PauseList pauses={open} zone={me.zone} />
          {MAY_DECIDE.includes(me.role) && <DecideReview patientId={patientId} patientName={data.patientName} pauses={open} />}
        </>
      )}
      {over.length > 0 && <PauseList pauses={over} zone={me.zone} />}
    </section>
  );
}
