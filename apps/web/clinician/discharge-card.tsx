import { type DischargeBlocker, dischargeBlockers, dischargeFrom, isInClinic, isOnSite } from '#session-engine';
import { BLOCKERS } from '../session/words.js';
import { Button } from '../shell/button.js';
import { Icon } from '../shell/icons.js';
import { Notice } from '../shell/states.js';
import { timeOfDay } from '../time.js';
import styles from './session.module.css';
import { isPrescriber, type StaffView } from './view.js';

/** In the order in which they are met; end vitals can be missing or too high, and are one line either way. */
type Lines = readonly (readonly DischargeBlocker[])[];
const AT_HOME: Lines = [
  ['minimum-time'],
  ['end-vitals-high', 'end-vitals-missing'],
  ['check-overdue'],
  ['chaperone-absent'],
  ['open-alert'],
  ['chaperone-confirmation'],
  ['clinician-confirmation'],
];
const IN_CLINIC: Lines = [
  ...AT_HOME.slice(0, 3),
  ['saturation-low', 'oximeter-missing'],
  ['staff-absent'],
  ['open-alert'],
  ['ride-missing'],
  ['not-handed-over'],
  ['clinician-confirmation'],
];

export function DischargeCard({ me, live, view: { state, plan, outgoing }, now }: StaffView) {
  if (state.dischargedAt !== undefined) {
    return <Notice kind="good">Discharged at {timeOfDay(state.dischargedAt, me.zone)}.</Notice>;
  }
  const blockers = dischargeBlockers(state, plan, now);
  const isOnItsWay = (type: string) => outgoing.some(({ entry }) => entry.type === type);
  const mayHandOver =
    isInClinic(plan) &&
    isOnSite(state, me.personId) &&
    state.rideAt !== undefined &&
    state.confirmed.handedOverAt === undefined &&
    !blockers.includes('minimum-time');
  const canConfirm = state.confirmed.clinicianAt === undefined && !blockers.includes('minimum-time');
  return (
    <section className="card stack" aria-labelledby="discharge-title">
      <h2 id="discharge-title">Discharge</h2>
      <p className="quiet small">Not before {timeOfDay(dischargeFrom(state, plan)!, me.zone)}. All of these have to hold:</p>
      <ul className={styles['checklist']}>
        {(isInClinic(plan) ? IN_CLINIC : AT_HOME).map((alternatives) => (
          <Line key={alternatives[0]} alternatives={alternatives} blockers={blockers} />
        ))}
      </ul>
      <div className="row">
        {mayHandOver && (
          <Button
            variant="default"
            loading={isOnItsWay('handed-over')}
            onClick={() => live.record({ type: 'handed-over', payload: { toldNotToDrive: true } })}
          >
            Handed over, and told not to drive before tomorrow
          </Button>
        )}
        {canConfirm && (
          <Button
            variant={blockers.length > 1 ? 'default' : 'filled'}
            loading={isOnItsWay('discharge-confirmation')}
            onClick={() => live.record({ type: 'discharge-confirmation', payload: {} })}
          >
            I confirm: fit for discharge
          </Button>
        )}
        {isPrescriber(me) && (
          <Button
            disabled={blockers.length > 0}
            loading={isOnItsWay('discharge')}
            onClick={() => live.record({ type: 'discharge', payload: {} })}
          >
            Discharge
          </Button>
        )}
      </div>
    </section>
  );
}

function Line({ alternatives, blockers }: { alternatives: readonly DischargeBlocker[]; blockers: readonly DischargeBlocker[] }) {
  const blocker = alternatives.find((one) => blockers.includes(one));
  return (
    <li data-met={blocker === undefined}>
      <Icon name={blocker === undefined ? 'check' : 'wait'} />
      <span>
        {BLOCKERS[blocker ?? alternatives[0]!]}
        <span className="unseen">{blocker === undefined ? ': yes' : ': not yet'}</span>
      </span>
    </li>
  );
}
