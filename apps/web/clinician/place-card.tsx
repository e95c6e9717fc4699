import { useQuery } from '@tanstack/react-query';

import { PlaceForm } from '../credentials/place-form.js';
import { placeName } from '../credentials/places.js';
import { locationQuery } from '../credentials/queries.js';
import { COVERAGE } from '../credentials/words.js';
import { Icon } from '../shell/icons.js';
import { Failed, Notice } from '../shell/states.js';
import { dayOf, timeOfDay } from '../time.js';

type Props = { patientId: string; zone: string };

/** Where the patient said that they are, and who of the team may treat them there. */
export function PlaceCard({ patientId, zone }: Props) {
  const { data, error } = useQuery({ ...locationQuery(patientId), refetchInterval: 60_000 });
  if (!data) return <Failed error={error} />;
  const { stated, places, team } = data;
  return (
    <section className="card stack" aria-labelledby="place-title">
      <h2 id="place-title">Where the patient is</h2>
      {stated ? (
        <p>
          <strong>{placeName(stated.jurisdiction)}</strong>{' '}
          <span className="quiet small">
            said by {stated.statedByName ?? 'somebody'}, {dayOf(stated.statedAt, zone)}, {timeOfDay(stated.statedAt, zone)}
          </span>
        </p>
      ) : (
        <p>Nobody has said it yet.</p>
      )}
      {!stated?.isToday && <Notice kind="watch">Not said today. Ask, and enter the answer.</Notice>}
      {stated?.isToday && (
        <ul>
          {team.map(({ personId, displayName, coverage, until }) => (
            <li key={personId}>
              <Icon name={coverage === 'covered' ? 'check' : 'cross'} /> {displayName} {COVERAGE[coverage]}
              {until && <span className="quiet small">, until {until}</span>}
            </li>
          ))}
        </ul>
      )}
      <details>
        <summary>They say that they are somewhere else</summary>
        <PlaceForm
          key={stated?.statedAt}
          patientId={patientId}
          label="State or province"
          first={places}
          initial={stated?.jurisdiction ?? ''}
        />
      </details>
    </section>
  );
}
