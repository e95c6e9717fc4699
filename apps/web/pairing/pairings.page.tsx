import { useQuery } from '@tanstack/react-query';

import { useNow } from '../session/use-now.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Empty, Loading, Unreachable } from '../shell/states.js';
import { dayOf } from '../time.js';
import { HandOverCard } from './hand-over-card.js';
import { HandOverForm } from './hand-over-form.js';
import { OfferCard } from './offer-card.js';
import { ownPairingsQuery } from './queries.js';
import { PARTS } from './words.js';

/** What waits for a clinician: who asks for them, what is handed over, and whom they look after. */
export default function PairingsPage({ me }: OwnPageProps) {
  const now = useNow(30_000);
  const { data, error, refetch } = useQuery(ownPairingsQuery);
  if (error && !data) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="your pairings" />;
  const { offers, handOvers, patients, colleagues, capacity, load, overlapDays } = data;
  return (
    <Kit>
      <div className="stack">
        <div>
          <PageTitle>Pairings</PageTitle>
          <p className="quiet">
            You have or are offered {load} of {capacity} patients. <Link href="/profile">What patients read of you</Link>
          </p>
        </div>
        {!offers.length && !handOvers.length && <Empty title="Nobody asks for you at this moment">Offers appear here.</Empty>}
        {offers.map((offer) => (
          <OfferCard key={offer.offerId} offer={offer} now={now} zone={me.zone} />
        ))}
        {handOvers.map((one) => (
          <HandOverCard key={one.handOverId} one={one} now={now} zone={me.zone} />
        ))}
        {patients.length > 0 && (
          <section className="card stack" aria-labelledby="own-patients">
            <h2 id="own-patients">Your patients</h2>
            <ul>
              {patients.map(({ patientId, patientName, part, since }) => (
                <li key={`${patientId} ${part}`}>
                  <Link href={`/pairings/${patientId}`}>{patientName}</Link>, {PARTS[part].toLowerCase()} since{' '}
                  {dayOf(since, me.zone)}
                </li>
              ))}
            </ul>
            <details>
              <summary>Hand a patient over</summary>
              <HandOverForm patients={patients} colleagues={colleagues} overlapDays={overlapDays} />
            </details>
          </section>
        )}
      </div>
    </Kit>
  );
}
