import { lazy, Suspense, useState } from 'react';
import type { SafetyCheck } from '#session-engine';
import { CheckForm } from '../session/check-form.js';
import { useSignal } from '../session/signal.js';
import { SoundLine } from '../session/sound-line.js';
import { VitalsPad } from '../session/vitals-pad.js';
import { Button } from '../shell/button.js';
import { PageTitle } from '../shell/page-title.js';
import { useSoon } from '../shell/use-soon.js';
import { countdown, duration, timeOfDay } from '../time.js';
import { AllWell } from './all-well.js';
import styles from './session.module.css';
import type { ChaperoneView } from './view.js';

const loadFinish = () => import('./finish.js');
const Finish = lazy(loadFinish);

/** From the dose to the discharge: the next look, its countdown, and the blood pressure when it is due. */
export function Checks(props: ChaperoneView) {
  const { clock, view } = props;
  useSoon(loadFinish);
  const maySound = useSignal(callsFor(props));
  return (
    <div className="stack">
      <SoundLine maySound={maySound} />
      <NextLook {...props} />
      <BloodPressure {...props} />
      <Suspense fallback={null}>{clock.phase === 'release_check' && <Finish {...props} />}</Suspense>
      <p className="quiet small">
        {duration(clock.sinceDoseMs ?? 0)} since the dose, at {timeOfDay(view.state.dosedAt!, view.session.patientZone)}
      </p>
    </div>
  );
}

/** What the phone calls its holder for: a look or a reading that is due and was not answered yet. */
function callsFor({ clock: { nextCheck, nextVitals }, view: { outgoing } }: ChaperoneView): string | null {
  const isDue = (stage: string | undefined) => stage === 'due' || stage === 'amber' || stage === 'red';
  const isSent = (type: string) => outgoing.some(({ entry }) => entry.type === type);
  if (isDue(nextCheck?.stage) && !isSent('safety-check')) return `check ${nextCheck!.number} ${nextCheck!.stage}`;
  return isDue(nextVitals?.stage) && !isSent('vitals') ? `vitals ${nextVitals!.offsetMin}` : null;
}

function NextLook(props: ChaperoneView) {
  const { live, clock, view, people } = props;
  const { nextCheck } = clock;
  if (!nextCheck) return null;
  const isOnItsWay = view.outgoing.some(({ entry }) => entry.type === 'safety-check' && entry.payload.number >= nextCheck.number);
  const isWaiting = nextCheck.stage === 'waiting' || isOnItsWay;
  const send = (payload: SafetyCheck) => live.record({ type: 'safety-check', payload });
  return (
    <section className={styles['look']} data-stage={isOnItsWay ? 'waiting' : nextCheck.stage} aria-live="polite">
      <PageTitle title="Every 15 minutes">{isWaiting ? `Stay near ${people.patient}` : `How is ${people.patient}?`}</PageTitle>
      <Countdown {...props} isOnItsWay={isOnItsWay} />
      {!isWaiting && <Answer key={nextCheck.number} number={nextCheck.number} onSend={send} />}
    </section>
  );
}

function Countdown({ clock, isOnItsWay }: ChaperoneView & { isOnItsWay: boolean }) {
  const { overdueMs, stage } = clock.nextCheck!;
  if (isOnItsWay) return <p>Your answer is on its way.</p>;
  if (overdueMs < 0) {
    return (
      <p>
        {stage === 'open' ? 'You can answer already. Due in' : 'Next look in'}{' '}
        <b className={styles['digits']}>{countdown(-overdueMs)}</b>
      </p>
    );
  }
  const isLate = stage === 'amber' || stage === 'red';
  return (
    <p role={isLate ? 'alert' : undefined}>
      <b className={styles['digits']}>{isLate ? `${duration(overdueMs)} late.` : 'Now.'}</b>{' '}
      {stage === 'red' && 'The nurse is being called. Please answer right away.'}
      {stage === 'amber' && 'Please answer now.'}
    </p>
  );
}

function Answer({ number, onSend }: { number: number; onSend: (check: SafetyCheck) => void }) {
  const [isDifferent, setDifferent] = useState(false);
  if (isDifferent) return <CheckForm number={number} onSend={onSend} />;
  return (
    <>
      <AllWell number={number} onSend={onSend} />
      <Button variant="default" size="l" onClick={() => setDifferent(true)}>
        Something is different
      </Button>
    </>
  );
}

function BloodPressure({ live, clock, view, people }: ChaperoneView) {
  const [isOpen, setOpen] = useState(false);
  const isOnItsWay = view.outgoing.some(({ entry }) => entry.type === 'vitals');
  const isDue = clock.nextVitals !== null && clock.nextVitals.stage !== 'waiting' && !isOnItsWay;
  if (!isDue && !isOpen) {
    return (
      <Button variant="default" size="l" onClick={() => setOpen(true)}>
        Send a blood pressure
      </Button>
    );
  }
  return (
    <section className={`card stack ${styles['pressure']}`} data-due={isDue || undefined}>
      <h2>Measure the blood pressure{isDue && ' now'}</h2>
      <p>Gently, and only if {people.patient} lets you. If not, ask the nurse.</p>
      <VitalsPad
        onSend={(payload) => {
          setOpen(false);
          live.record({ type: 'vitals', payload });
        }}
      />
    </section>
  );
}
