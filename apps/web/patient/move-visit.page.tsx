import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { listVisitTimes, moveVisit, type VisitTimes } from '#contracts';
import { call } from '../call.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { PageTitle } from '../shell/page-title.js';
import { navigate } from '../shell/router.js';
import { Empty, Failed, Loading } from '../shell/states.js';
import { dayOf, timeInBoth } from '../time.js';

type Time = VisitTimes['times'][number];

/** Another time for the visit on the day after, while its session stays where it is. */
export default function MoveVisitPage({ me, params }: OwnPageProps) {
  const visitId = params['id']!;
  const [chosen, setChosen] = useState<Time | null>(null);
  const { data, error } = useQuery({
    queryKey: ['visit-times', visitId],
    queryFn: () => call(listVisitTimes, { params: { visitId } }),
  });
  const queries = useQueryClient();
  const move = useMutation({
    mutationFn: (startsAt: string) => call(moveVisit, { params: { visitId }, body: { startsAt } }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      navigate(me.role === 'patient' ? '/home' : '/visits');
    },
  });
  const words = ({ startsAt: at, coveredBy }: Time) =>
    data && `${dayOf(at, data.zone)}, ${timeInBoth(at, data.zone, data.clinicZone)}${coveredBy ? `, with ${coveredBy}` : ''}`;
  return (
    <div className="stack">
      <PageTitle>Another time for the visit</PageTitle>
      <p className="quiet">It stays on the day after the session, at least twelve hours after it. To move it costs nothing.</p>
      <Failed error={error} />
      {!data && !error && <Loading what="the free times" />}
      {data?.times.length === 0 && <Empty title="No other time is free on that day">Please call the clinic.</Empty>}
      <ul className="stack">
        {data?.times.map((time) => (
          <li key={time.startsAt}>
            <Button variant="default" onClick={() => setChosen(time)}>
              {words(time)}
            </Button>
          </li>
        ))}
      </ul>
      {chosen && (
        <Dialog title="Move the visit?" onClose={() => setChosen(null)}>
          <p>
            <strong>{words(chosen)}</strong>
          </p>
          <Failed error={move.error} />
          <Choices>
            <Button variant="default" onClick={() => setChosen(null)}>
              Keep it as it is
            </Button>
            <Button loading={move.isPending} onClick={() => move.mutate(chosen.startsAt)}>
              Move the visit
            </Button>
          </Choices>
        </Dialog>
      )}
    </div>
  );
}
