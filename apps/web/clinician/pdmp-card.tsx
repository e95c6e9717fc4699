import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { attestPdmp, type PdmpOfPatient } from '#contracts';
import { call } from '../call.js';
import { inPlace, placeName } from '../credentials/places.js';
import { pdmpQuery } from '../credentials/queries.js';
import { Button } from '../shell/button.js';
import { Failed, Notice } from '../shell/states.js';
import { dayOf, timeOfDay } from '../time.js';

type Props = { patientId: string; zone: string };

/** Who has looked at the monitoring programme of the patient's state, and whether it is due again. */
export function PdmpCard({ patientId, zone }: Props) {
  const { data, error } = useQuery(pdmpQuery(patientId));
  if (!data) return <Failed error={error} />;
  const [newest] = data.looks;
  return (
    <section className="card stack" aria-labelledby="pdmp-title">
      <h2 id="pdmp-title">Monitoring programme</h2>
      <Standing of={data} zone={zone} />
      {newest?.showsAnotherPrescriber && (
        <Notice kind="watch">The newest look shows that somebody else prescribes controlled substances to this patient.</Notice>
      )}
      {data.looks.length > 0 && (
        <ul>
          {data.looks.map(({ checkedAt, checkedByName, states }) => (
            <li key={checkedAt}>
              {dayOf(checkedAt, zone)}, {timeOfDay(checkedAt, zone)}: {checkedByName ?? 'somebody'},{' '}
              {states.map(placeName).join(', ')}
            </li>
          ))}
        </ul>
      )}
      {data.place !== null && data.place !== 'ZZ' && <Attest patientId={patientId} place={data.place} />}
    </section>
  );
}

function Standing({ of: { place, asks, standing }, zone }: { of: PdmpOfPatient; zone: string }) {
  if (place === null || !asks || !standing) return <p>Nobody has said where the patient is: enter it first.</p>;
  const how = { 'each-order': 'before each order', 'every-days': `every ${asks.pdmpDays} days`, none: 'not at all' }[asks.pdmp];
  const rule = `Asked ${inPlace(place)} ${how}${asks.isVerified ? '' : ', as far as nobody has looked up the rule'}.`;
  if (standing.isMet) return <p>{`${rule} ${standing.until ? `Yours holds until ${dayOf(standing.until, zone)}.` : ''}`}</p>;
  return (
    <Notice kind="watch">{`${rule} ${standing.reason === 'never' ? 'You have not looked yet.' : 'Your last look is too old.'}`}</Notice>
  );
}

function Attest({ patientId, place }: { patientId: string; place: string }) {
  const queries = useQueryClient();
  const [shows, setShows] = useState<boolean | null>(null);
  const attest = useMutation({
    mutationFn: () =>
      call(attestPdmp, { params: { patientId }, body: { states: [place], showsAnotherPrescriber: shows === true } }),
    onSuccess: (found) => {
      queries.setQueryData(pdmpQuery(patientId).queryKey, found);
      setShows(null);
    },
  });
  const choose = (words: string, value: boolean) => (
    <label>
      <input type="radio" name="pdmp-shows" checked={shows === value} onChange={() => setShows(value)} /> {words}
    </label>
  );
  return (
    <fieldset className="stack">
      <legend>I have just looked at the programme of {placeName(place)}</legend>
      {choose('Nobody else prescribes controlled substances', false)}
      {choose('Somebody else does', true)}
      <Failed error={attest.error} />
      <div>
        <Button variant="default" loading={attest.isPending} disabled={shows === null} onClick={() => attest.mutate()}>
          Attest it
        </Button>
      </div>
    </fieldset>
  );
}
