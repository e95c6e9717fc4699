import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { readInClinic } from '#contracts';
import { isInClinic } from '#session-engine';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Failed, Loading } from '../shell/states.js';
import { timeOfDay } from '../time.js';
import { DrawDialog, EndDrawDialog } from './draw-dialogs.js';
import { RideDialog } from './ride-dialog.js';
import { isPrescriber, type StaffView } from './view.js';

const inClinicQuery = (sessionId: string) =>
  queryOptions({ queryKey: ['in-clinic', sessionId], queryFn: () => call(readInClinic, { params: { sessionId } }) });

const ENDS = { given: 'given', 'put-back': 'put back', destroyed: 'destroyed' } as const;

/** In the clinic: what was drawn for the dose, and who takes the patient home. */
export function InClinicCard(props: StaffView) {
  const { view } = props;
  return isInClinic(view.plan) ? <Shown {...props} /> : null;
}

function Shown({ me, live, view: { state } }: StaffView) {
  const { data, error } = useQuery(inClinicQuery(live.id));
  const queries = useQueryClient();
  const [asking, setAsking] = useState<'draw' | 'end' | 'ride' | null>(null);
  if (!data) return error ? <Failed error={error} /> : <Loading what="medicine and ride home" />;
  const { draw, ride } = data;
  const isOver = state.aborted !== undefined || state.dischargedAt !== undefined;
  const isOpen = draw !== null && draw.endedAs === null;
  const mayDraw = isPrescriber(me) && !isOpen && draw?.endedAs !== 'given' && !isOver && state.dosedAt === undefined;
  const close = () => setAsking(null);
  const done = () => {
    close();
    void queries.invalidateQueries({ queryKey: ['in-clinic', live.id] });
    live.refresh();
  };
  return (
    <section className="card stack" aria-labelledby="in-clinic-title">
      <h2 id="in-clinic-title">Medicine and ride home</h2>
      <p>
        {draw
          ? `${draw.drawnMg} mg ${draw.medication}, lot ${draw.lot}, drawn at ${timeOfDay(draw.drawnAt, me.zone)}, seen by ${draw.witness}${draw.endedAs ? `; ${ENDS[draw.endedAs]}` : ''}.`
          : 'Nothing is drawn for this dose.'}{' '}
        <span className="quiet">{data.doseMg === null ? 'No dose is signed.' : `${data.doseMg} mg are signed.`}</span>
      </p>
      <p>{ride ? `${ride.name} takes the patient home (${ride.phone}).` : 'Nobody is named who takes the patient home.'}</p>
      <div className="row">
        {mayDraw && <Button onClick={() => setAsking('draw')}>Draw the medicine</Button>}
        {isPrescriber(me) && isOpen && (
          <Button variant="default" onClick={() => setAsking('end')}>
            Put it back or destroy it
          </Button>
        )}
        {!isOver && (
          <Button variant={ride ? 'default' : 'filled'} onClick={() => setAsking('ride')}>
            {ride ? 'Somebody else takes them home' : 'Say who takes them home'}
          </Button>
        )}
      </div>
      {asking === 'draw' && <DrawDialog sessionId={live.id} seen={data} onDone={done} onClose={close} />}
      {asking === 'end' && <EndDrawDialog sessionId={live.id} onDone={done} onClose={close} />}
      {asking === 'ride' && <RideDialog sessionId={live.id} companion={data.companion} onDone={done} onClose={close} />}
    </section>
  );
}
