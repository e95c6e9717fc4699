import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';

import { type LegalBasisKind, type LicenceKind, type CoverLosses as Losses, readCoverLosses } from '#contracts';
import { call } from '../call.js';
import { Failed, Loading } from '../shell/states.js';
import { inPlace, placeName } from './places.js';
import { authorityWords, BASES, KINDS } from './words.js';

const lossesQuery = (lastDay: string) => ({
  queryKey: ['cover-losses', lastDay],
  queryFn: () => call(readCoverLosses, { query: { lastDay } }),
  enabled: /^\d{4}-\d{2}-\d{2}$/.test(lastDay),
});

/** Who loses what after a day. @param initial as `2026-12-31` */
export function CoverLosses({ initial }: { initial: string }) {
  const [lastDay, setLastDay] = useState(initial);
  const { data, error } = useQuery(lossesQuery(lastDay));
  return (
    <section className="card stack" aria-labelledby="losses">
      <h2 id="losses">Who loses what</h2>
      <TextInput
        label="After this day"
        type="date"
        value={lastDay}
        onChange={({ currentTarget }) => setLastDay(currentTarget.value)}
      />
      <Failed error={error} />
      {!data && !error && <Loading what="what ends" />}
      {data && <Answer losses={data} />}
    </section>
  );
}

function Answer({ losses: { lastDay, ending, people, appointments } }: { losses: Losses }) {
  if (!ending.length && !people.length && !appointments.length)
    return <p>Nothing ends until {lastDay}, and nobody loses anything.</p>;
  return (
    <>
      <Part title="What ends" none="Nothing ends until then.">
        {ending.map(({ what, jurisdiction, displayName, patientName, validTo }) => (
          <li key={[what, jurisdiction, displayName, patientName, validTo].join()}>
            <strong>{validTo}</strong>: {(KINDS[what as LicenceKind] ?? BASES[what as LegalBasisKind]).toLowerCase()}
            {jurisdiction && ` (${placeName(jurisdiction)})`}, {displayName ?? 'everybody'}
            {patientName && ` for ${patientName}`}
          </li>
        ))}
      </Part>
      <Part title="Who may not treat or prescribe after it" none="Everybody may go on.">
        {people.map((part) => (
          <li key={`${part.patientId} ${part.personId}`}>
            <strong>{part.patientName}</strong>: {sayOf(part)}
          </li>
        ))}
      </Part>
      <Part title="What is booked after it without cover" none="All that is booked after it is covered.">
        {appointments.map((part) => (
          <li key={`${part.appointmentId} ${part.personId}`}>
            {part.startsAt.slice(0, 10)}, <strong>{part.patientName}</strong>: {sayOf(part)}
          </li>
        ))}
      </Part>
    </>
  );
}

const sayOf = ({ displayName, act, place, reason }: Losses['people'][number]): string =>
  `${displayName}, who ${act === 'treat' ? 'treats' : 'prescribes'}${place ? ` ${inPlace(place)}` : ''}, ${authorityWords(reason) ?? 'may not any more'}`;

function Part({ title, none, children }: { title: string; none: string; children: readonly ReactNode[] }) {
  return (
    <div>
      <h3>{title}</h3>
      {children.length ? <ul>{children}</ul> : <p className="quiet">{none}</p>}
    </div>
  );
}
