import { lazy, Suspense, useState } from 'react';

import { isInClinic, sessionClock } from '#session-engine';
import { ProblemError } from '../call.js';
import { CallStage } from '../call-room/call-stage.js';
import { AlertsCard } from '../clinician/alerts-card.js';
import { AskPatient } from '../clinician/ask-patient.js';
import { ClockCard } from '../clinician/clock-card.js';
import { PeopleCard } from '../clinician/people-card.js';
import { PrintableCard } from '../clinician/printable-card.js';
import { SessionHead } from '../clinician/session-head.js';
import { useWatch } from '../clinician/use-watch.js';
import type { StaffView } from '../clinician/view.js';
import { CueCard } from '../preparation/cue-card.js';
import { BlindBar, SendingLine } from '../session/line-state.js';
import { useLiveSessions } from '../session/use-live-session.js';
import { useNow } from '../session/use-now.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Kit } from '../shell/kit.js';
import { PartOfPage } from '../shell/page-title.js';
import { Loading, Unreachable } from '../shell/states.js';
import { NotesCard } from './notes-card.js';
import { NpNow } from './np-now.js';
import styles from './room.module.css';

const Apart = lazy(() => import('./apart.js'));

export default function RoomPage({ me, params }: OwnPageProps) {
  const id = params['id']!;
  const lives = useLiveSessions([id], me.personId);
  useWatch(lives);
  const [live] = lives;
  const now = useNow();
  const view = live?.status.view;
  if (live && view) {
    return (
      <Kit>
        <Room {...{ me, live, view, now }} clock={sessionClock(view.state, view.plan, now)} />
      </Kit>
    );
  }
  if (!live?.status.failure) return <Loading what="the room" />;
  return <Unreachable error={new ProblemError(live.status.failure)} onRetry={() => live.refresh()} />;
}

/** All that whoever leads a session needs before their eyes: the call, what the patient wishes, the clock, notes, and whom to call. */
function Room(props: StaffView) {
  const { me, live, view, clock } = props;
  const { session, plan } = view;
  return (
    <div className={styles['page']}>
      <BlindBar isBlind={view.isBlind}>
        Trying to reach the server.{' '}
        {isInClinic(plan) ? 'Go to the patient.' : `Phone the chaperone: ${session.card?.chaperonePhone ?? 'see the chart'}.`}
      </BlindBar>
      <SessionHead {...props} isRoom />
      <SendingLine live={live} />
      {clock.danger === 4 && (
        <section className="card" aria-label="Emergency now">
          <PrintableCard {...props} />
        </section>
      )}
      <AlertsCard {...props} />
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <Call page={session.callPage} />
          <NotesCard {...props} />
          {me.role === 'therapist' && <OwnNotes patientId={session.patientId} zone={me.zone} />}
        </div>
        <div className={styles['column']}>
          <NpNow {...props} />
          <CueCard patientId={session.patientId} hasWays={false} />
          <ClockCard {...props} />
          <AskPatient {...props} />
          <PeopleCard {...props} />
        </div>
      </div>
    </div>
  );
}

/** The address of a call ends with its appointment. */
function Call({ page }: Readonly<{ page: string | null }>) {
  if (page === null) return null;
  return (
    <div className={styles['call']}>
      <PartOfPage>
        <CallStage appointmentId={page.slice(page.lastIndexOf('/') + 1)} />
      </PartOfPage>
    </div>
  );
}

function OwnNotes({ patientId, zone }: Readonly<{ patientId: string; zone: string }>) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={styles['apart']} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Psychotherapy notes, for you alone</summary>
      {isOpen && (
        <Suspense fallback={<Loading what="your notes" />}>
          <Apart patientId={patientId} zone={zone} />
        </Suspense>
      )}
    </details>
  );
}
