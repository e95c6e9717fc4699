import { isInClinic, sessionClock } from '#session-engine';
import { ProblemError } from '../call.js';
import { ReliefCard } from '../companions/relief-card.js';
import { CueCard } from '../preparation/cue-card.js';
import { BlindBar, SendingLine } from '../session/line-state.js';
import { PressureCurve } from '../session/pressure-curve.js';
import { Timeline } from '../session/timeline.js';
import { useLiveSessions } from '../session/use-live-session.js';
import { useNow } from '../session/use-now.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Kit } from '../shell/kit.js';
import { Loading, Unreachable } from '../shell/states.js';
import { AbsentCard } from './absent-card.js';
import { AlertsCard } from './alerts-card.js';
import { AskPatient } from './ask-patient.js';
import { CancelCard } from './cancel-card.js';
import { ClockCard } from './clock-card.js';
import { DayCard } from './day-card.js';
import { DischargeCard } from './discharge-card.js';
import { EntryCards } from './entry-cards.js';
import { GateCard } from './gate-card.js';
import { InClinicCard } from './in-clinic-card.js';
import { OnSiteCard } from './on-site-card.js';
import { PeopleCard } from './people-card.js';
import { PhoneCard } from './phone-card.js';
import { PlaceCard } from './place-card.js';
import { PrintableCard } from './printable-card.js';
import styles from './session.module.css';
import { SessionHead } from './session-head.js';
import { useWatch } from './use-watch.js';
import type { StaffView } from './view.js';

export default function StaffSessionPage({ me, params }: OwnPageProps) {
  const id = params['id']!;
  const lives = useLiveSessions([id], me.personId);
  useWatch(lives);
  const [live] = lives;
  const now = useNow();
  const view = live?.status.view;
  if (live && view) {
    const clock = sessionClock(view.state, view.plan, now);
    return (
      <Kit>
        <Session me={me} live={live} view={view} now={now} clock={clock} />
      </Kit>
    );
  }
  if (!live?.status.failure) return <Loading what="the session" />;
  return <Unreachable error={new ProblemError(live.status.failure)} onRetry={() => live.refresh()} />;
}

function Session(props: StaffView) {
  const { me, live, view, clock } = props;
  const { state, session, entries, plan } = view;
  return (
    <div className={styles['page']}>
      <BlindBar isBlind={view.isBlind}>
        Trying to reach the server.{' '}
        {isInClinic(plan) ? 'Go to the patient.' : `Phone the chaperone: ${session.card?.chaperonePhone ?? 'see the chart'}.`}
      </BlindBar>
      <SessionHead {...props} />
      <SendingLine live={live} />
      {clock.danger === 4 && (
        <section className="card" aria-label="Emergency now">
          <PrintableCard {...props} />
        </section>
      )}
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <AlertsCard {...props} />
          <OnSiteCard {...props} />
          <ClockCard {...props} />
          <AskPatient {...props} />
          <DayCard {...props} />
          {state.dosedAt === undefined ? <GateCard {...props} /> : <DischargeCard {...props} />}
          <EntryCards {...props} />
          <section className="card stack" aria-labelledby="curve-title">
            <h2 id="curve-title">Blood pressure</h2>
            <PressureCurve
              readings={state.readings}
              dosedAt={state.dosedAt}
              alertSystolic={plan.inSession.alertSystolic}
              zone={me.zone}
            />
          </section>
        </div>
        <div className={styles['column']}>
          <InClinicCard {...props} />
          <PeopleCard {...props} />
          {!isInClinic(plan) && <PhoneCard {...props} />}
          {!isInClinic(plan) && <ReliefCard {...props} />}
          <CueCard patientId={session.patientId} />
          {!isInClinic(plan) && <PlaceCard patientId={session.patientId} zone={me.zone} />}
          <section className="card stack" aria-labelledby="timeline-title">
            <h2 id="timeline-title">Timeline</h2>
            <Timeline session={session} entries={entries} zone={me.zone} />
          </section>
          <CancelCard {...props} />
          <AbsentCard {...props} />
        </div>
      </div>
    </div>
  );
}
