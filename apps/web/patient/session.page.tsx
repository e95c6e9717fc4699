import { lazy, Suspense } from 'react';

import { sessionClock } from '#session-engine';
import { networkProblem, ProblemError } from '../call.js';
import { CallLink } from '../session/line-state.js';
import type { LiveView } from '../session/live-session.js';
import { partyName } from '../session/own-words.js';
import { useAwake } from '../session/use-awake.js';
import { useCapability } from '../session/use-capability.js';
import { useOwnSession } from '../session/use-live-session.js';
import { useNow } from '../session/use-now.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Loading, Unreachable } from '../shell/states.js';
import { useSoon } from '../shell/use-soon.js';
import { DuringSession } from './during-session.js';
import styles from './session.module.css';
import { SessionNumbers } from './session-numbers.js';
import type { PatientView } from './view.js';

/** Apart: what a dosed patient needs does not wait for what comes before and after. */
const BeforeDose = lazy(() => import('./before-dose.js'));
const loadAfter = () => import('./after-session.js');
const AfterSession = lazy(loadAfter);

/** The patient's phone during a session: one thing at a time, nearly black, nothing to scroll. */
export default function SessionPage({ me, params }: OwnPageProps) {
  useAwake();
  useCapability(params['id']!, me);
  const live = useOwnSession(params['id']!, me);
  const now = useNow();
  const view = live?.status.view;
  if (!live || (!view && !live.status.failure)) return <Loading what="your session" />;
  if (!view)
    return (
      <Unreachable
        error={new ProblemError(live.status.failure ?? networkProblem('unreachable').problem)}
        onRetry={() => location.reload()}
      />
    );
  const clock = sessionClock(view.state, view.plan, now);
  return (
    <div className={styles['screen']}>
      <LineToClinic view={view} />
      <Stage live={live} view={view} clock={clock} now={now} />
      {view.state.dischargedAt === undefined && view.state.aborted === undefined && <CallLink page={view.session.callPage} />}
      <SessionNumbers me={me} session={view.session} />
    </div>
  );
}

function Stage(props: PatientView) {
  const { phase, dosedAt } = props.view.state;
  useSoon(loadAfter);
  const isOver = phase === 'released_home' || phase === 'aborted_before_dose';
  if (!isOver && dosedAt !== undefined) return <DuringSession {...props} />;
  return (
    <Suspense fallback={<Loading what="your session" />}>
      {isOver ? <AfterSession {...props} /> : <BeforeDose {...props} />}
    </Suspense>
  );
}

/** Said honestly, and without alarm: the person beside the patient is what matters then. */
function LineToClinic({ view }: { view: LiveView }) {
  const chaperone = partyName(view.session, 'chaperone', 'The person with you');
  return (
    <div role="status" className={view.isBlind ? styles['lineGone'] : undefined}>
      {view.isBlind && `The line to the clinic is gone for now. We keep trying. ${chaperone} is here with you.`}
    </div>
  );
}
