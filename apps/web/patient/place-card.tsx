import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { Me, PatientLocation } from '#contracts';
import { PlaceForm } from '../credentials/place-form.js';
import { inPlace } from '../credentials/places.js';
import { locationQuery } from '../credentials/queries.js';
import { Button } from '../shell/button.js';
import { Notice } from '../shell/states.js';

/** Where somebody is today: their team may treat them only where it is licensed. */
export function PlaceCard({ me }: { me: Me }) {
  const { data } = useQuery(locationQuery(me.personId));
  const [isChanging, setChanging] = useState(false);
  if (!data) return null;
  const { stated, places } = data;
  const isSaid = stated?.isToday && !isChanging;
  return (
    <section className="card stack" aria-labelledby="place">
      <h2 id="place">Where are you today?</h2>
      {isSaid ? (
        <>
          <p>You said: {inPlace(stated.jurisdiction)}.</p>
          <Answer location={data} />
          <Button variant="subtle" onClick={() => setChanging(true)}>
            I am somewhere else
          </Button>
        </>
      ) : (
        <>
          <p className="quiet small">
            Licences are given by each state. Your team may treat you only where it has one, so it asks where you are on the day.
          </p>
          <PlaceForm
            patientId={me.personId}
            label="State or province"
            first={places}
            initial={stated?.jurisdiction ?? ''}
            onDone={() => setChanging(false)}
          />
        </>
      )}
    </section>
  );
}

/** The session itself needs whoever prescribes; nothing is called off by itself. */
function Answer({ location: { team } }: { location: PatientLocation }) {
  const prescribers = team.filter(({ role }) => role !== 'therapist');
  if (prescribers.some(({ coverage }) => coverage === 'covered')) return <p>Your team may treat you there.</p>;
  return (
    <Notice kind="watch">
      Nobody of your team who prescribes has a licence there, so a session cannot begin there. Write to your team or call, and it
      looks for a way with you. In an emergency call 911 wherever you are.
    </Notice>
  );
}
