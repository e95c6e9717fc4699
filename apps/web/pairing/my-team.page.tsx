import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { PatientPairing } from '#contracts';
import { useNow } from '../session/use-now.js';
import type { OwnPageProps } from '../shell/audience.js';
import { PageTitle } from '../shell/page-title.js';
import { Loading, Notice, Unreachable } from '../shell/states.js';
import { OwnPart } from './own-part.js';
import { pairingQuery } from './queries.js';
import { Seek } from './seek.js';
import { WishForm } from './wish-form.js';

/** Who looks after a patient, and the choice of somebody. */
export default function MyTeamPage({ me }: OwnPageProps) {
  const now = useNow(30_000);
  const [asked, setAsked] = useState<string | null>(null);
  const { data, error, refetch } = useQuery(pairingQuery(me.personId));
  if (error && !data) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="your team" />;
  return (
    <div className="stack">
      <PageTitle title="My team">Who looks after you</PageTitle>
      <div className="live" role="status">
        {asked && <Notice kind="good">{asked} is asked. We tell you as soon as they have answered.</Notice>}
      </div>
      {data.pairings.map((one) => (
        <OwnPart key={one.pairingId} me={me} one={one} now={now} onAsked={setAsked} />
      ))}
      {data.lacking.length > 0 && <Lacking data={data} />}
      <details className="card">
        <summary>What you wish</summary>
        <WishForm patientId={me.personId} wish={data.wish} />
      </details>
      <How data={data} />
    </div>
  );
}

function Lacking({ data: { patientId, lacking, isPlaceStated } }: { data: PatientPairing }) {
  return (
    <section className="card stack" aria-labelledby="lacking">
      <h2 id="lacking">You still need somebody</h2>
      {!isPlaceStated && (
        <Notice kind="watch">
          Please say on your first page where you are: people may help you only where they have a licence.
        </Notice>
      )}
      <Seek patientId={patientId} parts={lacking} />
    </section>
  );
}

const WEIGHTS = {
  continuity: 'whether you have met before',
  specialty: 'whether they know well what you come with',
  soon: 'how soon you both have time',
  zone: 'whether it is the same time of day where they are',
  preference: 'whether they are as you wished',
} as const;

/** By what the list is made; the same for everybody. */
function How({ data: { weights } }: { data: PatientPairing }) {
  const order = (Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[])
    .filter((name) => weights[name] > 0)
    .toSorted((a, b) => weights[b] - weights[a]);
  return (
    <details className="card">
      <summary>How the list is made</summary>
      <p>
        Everybody on it may help you where you are, for the whole time, speaks a language of yours and has room. What counts then,
        most first: {order.map((name) => `${WEIGHTS[name]} (${weights[name]})`).join(', ')}. You choose.
      </p>
    </details>
  );
}
