import { useQuery } from '@tanstack/react-query';

import type { WaitingEntry } from '#contracts';
import { useNow } from '../session/use-now.js';
import type { OwnPageProps } from '../shell/audience.js';
import { PageTitle } from '../shell/page-title.js';
import { Empty, Failed, Loading } from '../shell/states.js';
import { dayOf, timeInBoth } from '../time.js';
import { waitingListQuery } from './queries.js';
import { AddToList, TakeOff } from './waiting-acts.js';
import { whyNot } from './waiting-words.js';

/** Who waits for an earlier time, in the order in which they are asked, and why so. */
export default function WaitingListPage({ me }: OwnPageProps) {
  const now = useNow(30_000);
  const { data, error } = useQuery(waitingListQuery);
  const mayPlan = me.role !== 'admin';
  return (
    <div className="stack">
      <PageTitle>Waiting for an earlier time</PageTitle>
      <p className="quiet">
        Who waits longest is asked first. A time that becomes free is kept for them, quiet hours not counted. Who declines keeps
        their place; who does not answer comes behind those who wait by then, and is asked again a day later at the earliest.
      </p>
      <Failed error={error} />
      {!data && !error && <Loading what="the waiting list" />}
      {data?.length === 0 && <Empty title="Nobody waits">Patients put themselves on the list, or you do it for them.</Empty>}
      <ol className="stack">
        {data?.map((entry) => (
          <One key={entry.patientId} entry={entry} zone={me.zone} now={now} mayPlan={mayPlan} />
        ))}
      </ol>
      {mayPlan && data && <AddToList waiting={data} now={now} />}
    </div>
  );
}

type Props = { entry: WaitingEntry; zone: string; now: number; mayPlan: boolean };

function One({ entry, zone, now, mayPlan }: Props) {
  const { patientId, patientName, place, since, firstDay, lastDay, isAskedByClinic, lapsedOffers } = entry;
  const days = [firstDay && `from ${firstDay}`, lastDay && `until ${lastDay}`].filter(Boolean).join(' ');
  const lapsed = lapsedOffers === 1 ? 'One offer was not answered.' : `${lapsedOffers} offers were not answered.`;
  return (
    <li className="card stack">
      <h2>
        {place}. {patientName}
      </h2>
      <p className="quiet">
        Waits since {dayOf(since, zone)}
        {isAskedByClinic && ', put on the list by the clinic'}
        {days && `; days that would do: ${days}`}.{lapsedOffers > 0 && ` ${lapsed}`}
      </p>
      <p>
        <Standing entry={entry} zone={zone} now={now} />
      </p>
      {mayPlan && <TakeOff patientId={patientId} />}
    </li>
  );
}

function Standing({ entry: { offer, restsUntil, found, patientZone }, zone, now }: Omit<Props, 'mayPlan'>) {
  const at = (instant: string) =>
    `${dayOf(instant, zone)}, ${timeInBoth(instant, zone, patientZone).replace('at the clinic', 'for the patient')}`;
  if (offer)
    return (
      <>
        <strong>Offered:</strong> {at(offer.startsAt)}. Kept until {at(offer.until)}.
      </>
    );
  if (restsUntil && Date.parse(restsUntil) > now) return <>Did not answer the last offer; asked again from {at(restsUntil)}.</>;
  return <>{whyNot(found)}</>;
}
