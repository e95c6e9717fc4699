import { useQuery } from '@tanstack/react-query';
import { AftercareCard } from '../aftercare/home-card.js';
import { appointmentsQuery } from '../appointments/queries.js';
import { CallsCard } from '../call-room/calls-card.js';
import { ConsentHomeNotice } from '../consents/home-notice.js';
import { PrepareCard } from '../preparation/home-card.js';
import { ProgrammeCard } from '../programmes/home-card.js';
import { PlanCard } from '../protocols/plan-card.js';
import { HomeCard } from '../screening/home-card.js';
import { firstName } from '../session/own-words.js';
import { useNow } from '../session/use-now.js';
import type { OwnPageProps } from '../shell/audience.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Loading, Unreachable } from '../shell/states.js';
import { MedicineCard } from '../supply/home-card.js';
import { AppointmentsCard } from './appointments-card.js';
import { ClinicCard } from './clinic-card.js';
import { CoursePaused } from './course-paused.js';
import { LaterSessions } from './later-sessions.js';
import { laterSessions, nextSession, nextVisit } from './next.js';
import { NextDoseCard } from './next-dose-card.js';
import { NextSessionCard } from './next-session-card.js';
import { PlaceCard } from './place-card.js';
import { sessionsQuery, visitsQuery } from './queries.js';
import { VisitCard } from './visit-card.js';
import { WaitingNotice } from './waiting-notice.js';
import { ZoneQuestion } from './zone-question.js';

export default function HomePage({ me }: OwnPageProps) {
  const now = useNow(10_000);
  const sessions = useQuery(sessionsQuery);
  const visits = useQuery(visitsQuery);
  const others = useQuery(appointmentsQuery).data?.filter(({ endsAt }) => Date.parse(endsAt) > now) ?? [];
  if (sessions.isError) return <Unreachable error={sessions.error} onRetry={() => void sessions.refetch()} />;
  if (!sessions.data || visits.isPending) return <Loading what="your page" />;
  const session = nextSession(sessions.data, now);
  const visit = nextVisit(visits.data ?? []);
  return (
    <div className="stack">
      <PageTitle title="Home">Hello, {firstName(me.displayName)}</PageTitle>
      <ZoneQuestion me={me} next={session} now={now} />
      <HomeCard me={me} />
      <CoursePaused me={me} />
      <ConsentHomeNotice me={me} />
      <WaitingNotice me={me} />
      <AftercareCard me={me} now={now} />
      <MedicineCard me={me} />
      <PrepareCard me={me} />
      {session && <NextSessionCard session={session} now={now} />}
      {session && <Link href="/intake/before-dose">Seven short questions before your next dose</Link>}
      {session && <LaterSessions next={session} later={laterSessions(sessions.data, session, now)} />}
      <PlaceCard me={me} />
      {visit && <VisitCard visit={visit} now={now} />}
      {others.length > 0 && <AppointmentsCard appointments={others} now={now} />}
      <CallsCard zone={me.zone} />
      {!session && <NextDoseCard me={me} visit={visit} />}
      <ProgrammeCard me={me} />
      <PlanCard me={me} />
      <ClinicCard />
    </div>
  );
}
