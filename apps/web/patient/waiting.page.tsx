import { useQuery } from '@tanstack/react-query';

import type { Me, WaitingPlace } from '#contracts';
import { serverTime } from '../server-time.js';
import type { OwnPageProps } from '../shell/audience.js';
import { PageTitle } from '../shell/page-title.js';
import { Failed, Loading, Notice } from '../shell/states.js';
import { dayOf, timeOfDay } from '../time.js';
import { OfferCard } from './offer-card.js';
import { waitingQuery } from './queries.js';
import { SuitsCard } from './suits-card.js';
import { WaitingForm } from './waiting-form.js';

/** What is offered, the own place, and what would do. */
export default function WaitingPage({ me }: OwnPageProps) {
  const { data, error } = useQuery(waitingQuery(me.personId));
  return (
    <div className="stack">
      <PageTitle>Waiting for an earlier time</PageTitle>
      <Failed error={error} />
      {!data && !error && <Loading what="your place" />}
      {data && <Own me={me} waiting={data.waiting} />}
    </div>
  );
}

function Own({ me, waiting }: { me: Me; waiting: WaitingPlace | null }) {
  return (
    <>
      {waiting?.offer && <OfferCard offer={waiting.offer} zones={waiting} />}
      {waiting ? <Place waiting={waiting} /> : <How />}
      <SuitsCard me={me} />
      <WaitingForm key={`${waiting?.firstDay} ${waiting?.lastDay}`} me={me} waiting={waiting} />
    </>
  );
}

function How() {
  return (
    <p className="quiet">
      When a time becomes free that suits you, it is kept for you for a while, and we write to you. You take it, or leave it to
      the next one. Until then your appointment stays as it is.
    </p>
  );
}

function Place({ waiting: { place, restsUntil, offer, zone } }: { waiting: WaitingPlace }) {
  const isResting = restsUntil !== null && Date.parse(restsUntil) > serverTime.now() && !offer;
  return (
    <>
      <p>
        You are <strong>number {place}</strong> of those who wait. Who waits longest is asked first.
      </p>
      {isResting && (
        <Notice kind="calm">
          The last time was offered to the next one, because nobody answered. We ask you again from {dayOf(restsUntil, zone)},{' '}
          {timeOfDay(restsUntil, zone)}.
        </Notice>
      )}
    </>
  );
}
