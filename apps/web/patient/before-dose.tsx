import { lazy, Suspense } from 'react';

import { isAttended, isInClinic } from '#session-engine';
import { partyName } from '../session/own-words.js';
import { Icon } from '../shell/icons.js';
import { PageTitle } from '../shell/page-title.js';
import { problemWords } from '../shell/problem-words.js';
import { navigate } from '../shell/router.js';
import { useSoon } from '../shell/use-soon.js';
import { MINUTE_MS, timeOfDay } from '../time.js';
import { HoldButton } from './hold-button.js';
import styles from './session.module.css';
import type { PatientView } from './view.js';

/** Apart, for it brings the names of all states: this page is to open on any line. */
const PlaceFirst = lazy(() => import('./place-first.js'));

/** Apart, too: it has many questions. */
const loadToday = () => import('./today-first.js');
const TodayFirst = lazy(loadToday);

/** Until the medicine: what is still missing, and when nothing is, the one button that counts. */
export default function BeforeDose(props: PatientView) {
  const { state, plan } = props.view;
  const { release } = state;
  const isGood = release !== undefined && props.now <= release.at + plan.releaseValidMin * MINUTE_MS;
  return isGood && state.phase === 'released' ? (
    <Take {...props} />
  ) : (
    <StillMissing {...props} isExpired={release !== undefined} />
  );
}

function Take({ live, view }: PatientView) {
  const nurse = partyName(view.session, 'prescriber', 'Your nurse');
  const sending = view.outgoing.find(({ entry }) => entry.type === 'dose-taken');
  const { refusal } = live.status;
  return (
    <section className={styles['whole']}>
      <div className={styles['upper']}>
        <PageTitle title="You can take it now">You can take it now</PageTitle>
        <p>{nurse} has looked at everything and says go. Take your medicine the way you practised. Then press and hold.</p>
        {refusal && <p role="alert">{problemWords(refusal)}</p>}
      </div>
      {sending ? (
        <p className={styles['sending']} role="status">
          {sending.tries > 0 ? 'Not sent yet. We keep trying. You need not do anything.' : 'Telling your team…'}
        </p>
      ) : (
        <HoldButton words="I have taken it" onDone={() => live.record({ type: 'dose-taken', payload: {} })} />
      )}
    </section>
  );
}

function StillMissing({ live, view, now, isExpired }: PatientView & { isExpired: boolean }) {
  useSoon(loadToday);
  const { session, state, plan } = view;
  const isHere = isInClinic(plan);
  const [chaperone, nurse] = [partyName(session, 'chaperone', 'Your person'), partyName(session, 'prescriber', 'your nurse')];
  const isEarly = now < Date.parse(session.startsAt) - 15 * MINUTE_MS;
  const isHeld = state.gate !== undefined && !state.gate.isPassed;
  const steps: readonly (readonly [boolean, string])[] = [
    [isAttended(state, plan), isHere ? 'Somebody of the clinic is with you' : `${chaperone} is here with you`],
    [state.today !== undefined, 'You have told us about today'],
    [state.readings.length > 0, 'Your blood pressure is measured'],
    [false, `${nurse} has looked at everything`],
  ];
  return (
    <section className={styles['whole']}>
      <div className={styles['upper']}>
        <PageTitle title="Before your session">{isEarly ? 'Soon' : 'Getting ready'}</PageTitle>
        <p>
          {isEarly
            ? `We begin at ${timeOfDay(session.startsAt, session.patientZone)}. Make yourself comfortable. You need not do anything here yet.`
            : 'Make yourself comfortable. This page moves on by itself.'}
        </p>
        <ul className={styles['steps']}>
          {steps.map(([isDone, words]) => (
            <li key={words} data-done={isDone || undefined}>
              <Icon name={isDone ? 'check' : 'wait'} size={28} />
              <span>
                {words}
                <span className="unseen">{isDone ? ': done' : ': not yet'}</span>
              </span>
            </li>
          ))}
        </ul>
        {isHere && session.card && <p>In the clinic: {session.card.addressLine}</p>}
        <Suspense fallback={null}>
          {!isHere && <PlaceFirst patientId={session.patientId} />}
          {!isEarly && <TodayFirst live={live} view={view} />}
        </Suspense>
        {isHeld && (
          <p className={styles['calm']}>
            {nurse} wants to look at something first, and will talk with you. Please do not take anything yet.
          </p>
        )}
        {isExpired && (
          <p className={styles['calm']}>
            Some time has passed, so {nurse} has to say go once more. Please do not take anything yet.
          </p>
        )}
      </div>
      <button type="button" className={styles['small']} onClick={() => navigate('/home')}>
        Back to my page
      </button>
    </section>
  );
}
