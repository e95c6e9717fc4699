import { useState } from 'react';
import { CannotCome } from '../companions/cannot-come.js';
import { pressure } from '../session/pressure.js';
import { VitalsPad } from '../session/vitals-pad.js';
import { Button } from '../shell/button.js';
import { PageTitle } from '../shell/page-title.js';
import { Notice } from '../shell/states.js';
import { MINUTE_MS, timeInBoth } from '../time.js';
import type { ChaperoneView } from './view.js';

export function BeforeDose(props: ChaperoneView) {
  const { state } = props.view;
  if (!state.isChaperonePresent) return <Arrive {...props} />;
  return state.phase === 'released' ? <Released {...props} /> : <Measure {...props} />;
}

function Arrive(props: ChaperoneView) {
  const { live, view, people } = props;
  const { session, state, outgoing } = view;
  const isOnItsWay = outgoing.some(({ entry }) => entry.type === 'arrival');
  return (
    <section className="stack">
      <PageTitle title="I am here">{state.arrivedAt === undefined ? 'Are you there?' : 'Are you back?'}</PageTitle>
      <p>
        The session begins at <strong>{timeInBoth(session.startsAt, session.patientZone, session.clinicZone)}</strong>. Please be
        there 15 minutes before, with a charged phone.
      </p>
      <p>Tap as soon as you are in the home with {people.patient}, and have had no alcohol or drugs today.</p>
      <Button size="xl" disabled={isOnItsWay} onClick={() => live.record({ type: 'arrival', payload: {} })}>
        I am here
      </Button>
      <CannotCome {...props} />
    </section>
  );
}

function Measure({ live, view, now, people }: ChaperoneView) {
  const [isAgain, setAgain] = useState(false);
  const { state, plan, outgoing } = view;
  const last = state.readings.at(-1);
  const vitals = state.gate?.findings.find(({ item }) => item === 'vitals');
  const isJudged = vitals?.isMet === false && state.gate!.seq > (last?.seq ?? 0);
  const mustRest = isJudged && vitals.reason === 'rest-and-measure-again';
  const isHeld = isJudged && (vitals.reason === 'held' || vitals.reason === 'still-high');
  const isOnItsWay = outgoing.some(({ entry }) => entry.type === 'vitals');
  const isOld = last !== undefined && now - last.happenedAt > plan.gate.vitalsMaxAgeMin * MINUTE_MS;
  const isAsking = !isOnItsWay && (!last || isAgain || mustRest || (isOld && !isHeld));
  return (
    <section className="stack">
      <PageTitle>{isAsking ? 'Measure the blood pressure' : 'Thank you'}</PageTitle>
      {mustRest && (
        <Notice kind="watch">
          The numbers are a little high. Let {people.patient} rest for five to ten minutes, then measure again.
        </Notice>
      )}
      {isAsking && isOld && !mustRest && (
        <Notice>The last numbers are more than {plan.gate.vitalsMaxAgeMin} minutes old. Please measure once more.</Notice>
      )}
      {isAsking ? (
        <>
          <p>{people.patient} sits, feet on the floor, arm on the table, and does not talk. Type what the display shows.</p>
          <VitalsPad
            onSend={(payload) => {
              setAgain(false);
              live.record({ type: 'vitals', payload });
            }}
          />
        </>
      ) : (
        <>
          {last && (
            <p>
              You sent <strong>{pressure(last)}</strong>, pulse <strong>{last.heartRateBpm}</strong>.{' '}
              {isHeld ? `${people.nurse} has seen it and will talk with you.` : `${people.nurse} looks at it now.`}
            </p>
          )}
          <p>This page tells you when {people.patient} may take the medicine. Not before, please.</p>
          <Button variant="default" size="l" onClick={() => setAgain(true)}>
            Measure again
          </Button>
        </>
      )}
    </section>
  );
}

function Released({ people }: ChaperoneView) {
  return (
    <section className="stack">
      <PageTitle>{people.patient} may take it now</PageTitle>
      <Notice kind="good">{people.nurse} has released the dose.</Notice>
      <p>
        {people.patient} taps “I have taken it” on their own phone. If they cannot, tell {people.nurse} with the help button. From
        then on this page counts the time with you.
      </p>
    </section>
  );
}
