import { lazy, Suspense, useEffect } from 'react';

import type { Me } from '#contracts';
import { isInClinic, sessionClock, worstAlertOf } from '#session-engine';
import { ProblemError } from '../call.js';
import { EmergencyCard, medicineWords } from '../session/emergency-card.js';
import { BlindBar, CallLink, SendingLine } from '../session/line-state.js';
import type { LiveSession } from '../session/live-session.js';
import { helpOf } from '../session/own-words.js';
import { useAwake } from '../session/use-awake.js';
import { useCapability } from '../session/use-capability.js';
import { useOwnSession } from '../session/use-live-session.js';
import { useNow } from '../session/use-now.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Redirect } from '../shell/router.js';
import { Empty, Loading } from '../shell/states.js';
import { BottomBar } from './bottom-bar.js';
import { forgetCard, keepCard } from './kept-card.js';
import NoLine from './no-line.js';
import styles from './session.module.css';
import { Step } from './step.js';
import { type ChaperoneView, peopleOf } from './view.js';

/** Apart: nobody of a session at home waits for it. */
const InClinic = lazy(() => import('./in-clinic.js'));

export default function ChaperonePage({ me }: OwnPageProps) {
  if (!me.sessionScope)
    return <Empty title="This page opens with your link">Please tap the link in the message of the clinic.</Empty>;
  return <OneSession sessionId={me.sessionScope} me={me} />;
}

function OneSession({ sessionId, me }: { sessionId: string; me: Me }) {
  useAwake();
  useCapability(sessionId, me);
  const live = useOwnSession(sessionId, me);
  const now = useNow();
  const view = live?.status.view;
  useKeptCard(live);
  if (live?.status.failure?.code === 'sessions.off-duty') return <Redirect to="/chaperone/duty" />;
  if (live && view) {
    const people = peopleOf(view);
    const clock = sessionClock(view.state, view.plan, now);
    if (isInClinic(view.plan))
      return (
        <Suspense fallback={<Loading what="your page" />}>
          <InClinic live={live} view={view} now={now} people={people} clock={clock} />
        </Suspense>
      );
    return <Session live={live} view={view} now={now} people={people} clock={clock} />;
  }
  if (live?.status.failure) return <NoLine error={new ProblemError(live.status.failure)} onRetry={() => live.refresh()} />;
  return <Loading what="your page" />;
}

function useKeptCard(live: LiveSession | undefined): void {
  const view = live?.status.view;
  const session = view?.session;
  const isOver = view?.state.phase === 'released_home' || view?.state.phase === 'aborted_before_dose';
  useEffect(() => {
    if (!session) return;
    if (isOver) forgetCard(session.id);
    else keepCard(session.id, session);
  }, [session, isOver]);
}

function Session(props: ChaperoneView) {
  const { live, view, now } = props;
  const help = helpOf(view.state, view.session);
  const isOver = view.state.dischargedAt !== undefined || view.state.aborted !== undefined;
  const isCardNeeded = !isOver && (view.isBlind || worstAlertOf(view.state)?.level === 4);
  return (
    <div className={styles['page']}>
      <BlindBar isBlind={view.isBlind} title="No line to the clinic.">
        Stay with {props.people.patient}. We keep trying, and what you tap is kept. If you are worried, call: the numbers are
        below.
      </BlindBar>
      <div className={styles['content']}>
        <SendingLine live={live} />
        {help && (
          <p className={styles['help']} role="status" data-answered={help.alert.acknowledgedAt !== undefined || undefined}>
            {help.words}
          </p>
        )}
        <Step {...props} />
        {!isOver && <CallLink page={view.session.callPage} />}
        {isCardNeeded && <EmergencyCard {...view.session} medicineWords={medicineWords(view.state.dosedAt, now)} />}
      </div>
      {!isOver && <BottomBar live={live} view={view} now={now} people={props.people} />}
    </div>
  );
}
