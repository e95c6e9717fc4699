import { useQuery } from '@tanstack/react-query';

import type { CompanionView } from '#contracts';
import { companionQuery } from '../session/companion-query.js';
import type { Recordable } from '../session/live-session.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import { dayOf } from '../time.js';
import { PhoneReadiness } from './phone-readiness.js';
import styles from './session.module.css';
import type { StaffView } from './view.js';

const STEPS: Readonly<Record<CompanionView['done'][number]['step'], string>> = {
  agreement: 'Agreement',
  training: 'Training',
  'phone-test': 'Phone tried',
};

/** The chaperone: how far they are ready, and what a clinician enters for one who has only a telephone. */
export function PhoneCard(props: StaffView) {
  const { me, view } = props;
  const { session, state } = view;
  const { data, error } = useQuery({ ...companionQuery(session.id), refetchInterval: 15_000 });
  const isOver = state.dischargedAt !== undefined || state.aborted !== undefined;
  return (
    <section className="card stack" aria-labelledby="companion-title">
      <h2 id="companion-title">Chaperone</h2>
      <Failed error={error} />
      {data && <Standing companion={data} zone={me.zone} />}
      {!isOver && (
        <details className={styles['entry']}>
          <summary>By telephone</summary>
          <div className="stack">
            <p className="small">
              For a chaperone without a smartphone or a line: enter what they say while you hear it. The log shows that it was
              said by telephone, and by whom it was entered; checks and readings count. Enter those under “Enter vitals” and
              “Enter safety check”.
            </p>
            <Acts {...props} />
            {data && state.dosedAt === undefined && (
              <PhoneReadiness sessionId={session.id} companion={data} name={session.patientName} />
            )}
          </div>
        </details>
      )}
    </section>
  );
}

function Standing({ companion: { displayName, done, lacks }, zone }: { companion: CompanionView; zone: string }) {
  return (
    <>
      <p>
        <strong>{displayName}</strong> {lacks.length === 0 ? 'is ready.' : `still has to do: ${lacks.join(', ')}.`}
      </p>
      <ul className="small">
        {done.map(({ step, at, isGood, isPassed, byPhone }) => (
          <li key={step}>
            {STEPS[step]}: {dayOf(at, zone)}
            {byPhone && ', by telephone'}
            {!isPassed && ', it made no sound: telephone when a check is due'}
            {isPassed && !isGood && ', to be done again'}
          </li>
        ))}
      </ul>
    </>
  );
}

const SPOKEN = { byPhone: true } as const;

function Acts({ live, view: { state, outgoing } }: StaffView) {
  const send = (type: 'arrival' | 'chaperone-left' | 'discharge-confirmation') => ({
    loading: outgoing.some(({ entry }) => entry.type === type),
    onClick: () => live.record({ type, payload: SPOKEN } as Recordable),
  });
  const mayConfirm = state.dosedAt !== undefined && state.confirmed.chaperoneAt === undefined;
  return (
    <div className="row">
      {!state.isChaperonePresent && <Button {...send('arrival')}>They say: I am here</Button>}
      {state.isChaperonePresent && mayConfirm && (
        <Button variant="default" {...send('discharge-confirmation')}>
          They confirm the discharge
        </Button>
      )}
      {state.isChaperonePresent && (
        <Button variant="danger" {...send('chaperone-left')}>
          They say: I have to leave
        </Button>
      )}
    </div>
  );
}
