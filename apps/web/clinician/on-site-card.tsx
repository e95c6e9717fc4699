import { isInClinic, isOnSite } from '#session-engine';
import { nameOf } from '../session/party-name.js';
import { Button } from '../shell/button.js';
import { timeOfDay } from '../time.js';
import type { StaffView } from './view.js';

/** In the clinic: who of the staff is with the patient, each by their own word. */
export function OnSiteCard({ me, live, view: { session, state, plan, outgoing } }: StaffView) {
  const isOver = state.aborted !== undefined || state.dischargedAt !== undefined;
  if (!isInClinic(plan)) return null;
  const isHere = isOnSite(state, me.personId);
  const type = isHere ? 'staff-left' : 'staff-arrival';
  return (
    <section className="card stack" aria-labelledby="on-site-title">
      <h2 id="on-site-title">With the patient</h2>
      {state.onSite?.length ? (
        <ul>
          {state.onSite.map(({ personId, role, since }) => (
            <li key={personId}>
              {nameOf(session, personId, 'Somebody of the staff')}, {role}, since {timeOfDay(since, me.zone)}
            </li>
          ))}
        </ul>
      ) : (
        <p className="quiet">Nobody of the staff has said that they are with the patient.</p>
      )}
      {plan.onSite && <p className="quiet small">This protocol asks for one of these: {plan.onSite.roles.join(', ')}.</p>}
      {!isOver && (
        <Button
          variant={isHere ? 'default' : 'filled'}
          loading={outgoing.some(({ entry }) => entry.type === type)}
          onClick={() => live.record({ type, payload: {} })}
        >
          {isHere ? 'I leave the patient' : 'I am with the patient'}
        </Button>
      )}
    </section>
  );
}
