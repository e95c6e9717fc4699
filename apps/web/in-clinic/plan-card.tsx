import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { placeName } from '../credentials/places.js';
import { Button } from '../shell/button.js';
import { Failed, Loading } from '../shell/states.js';
import { dayOf } from '../time.js';
import { PlanDialog } from './plan-dialog.js';
import { planQuery } from './queries.js';

/** Where the clinic is, and what is done there in an emergency. The medical director writes it. */
export function PlanCard({ zone, mayWrite }: { zone: string; mayWrite: boolean }) {
  const { data, error } = useQuery(planQuery);
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const done = () => {
    setAsking(false);
    void queries.invalidateQueries({ queryKey: planQuery.queryKey });
  };
  return (
    <section className="card stack" aria-labelledby="plan-title">
      <h2 id="plan-title">Emergency plan</h2>
      <Failed error={error} />
      {data === undefined && !error && <Loading what="the plan" />}
      {data === null && <p>Nobody has written one. No dose is given in the clinic without it.</p>}
      {data && (
        <>
          <p>
            {data.addressLine}, {placeName(data.jurisdiction)}. {data.entryNote}
          </p>
          <p>Emergency line here: {data.localEmergencyNumber}</p>
          <ol>
            {data.steps.split('\n').map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p className="quiet small">
            Written by {data.writtenByName ?? 'somebody who has left'} on {dayOf(data.writtenAt, zone)}. It holds for a year.
          </p>
        </>
      )}
      {mayWrite && data !== undefined && (
        <div className="row">
          <Button variant="default" onClick={() => setAsking(true)}>
            Write it anew
          </Button>
        </div>
      )}
      {isAsking && data !== undefined && <PlanDialog plan={data} onDone={done} onClose={() => setAsking(false)} />}
    </section>
  );
}
