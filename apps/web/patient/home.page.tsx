import { useQuery } from '@tanstack/react-query';
import { firstName } from '../session/own-words.js';
import { useNow } from '../session/use-live-session.js';
import type { OwnPageProps } from '../shell/audience.js';
import { PageTitle } from '../shell/page-title.js';
import { Loading, Unreachable } from '../shell/states.js';
import { ClinicCard } from './clinic-card.js';
import { nextSession, nextVisit } from './next.js';
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
  if (sessions.isError) return <Unreachable error={sessions.error} onRetry={() => void sessions.refetch()} />;
  if (!sessions.data || visits.isPending) return <Loading what="your page" />;
  const session = nextSession(sessions.data, now);
  const visit = nextVisit(visits.data ?? []);
  return (
    <div className="stack">
      <PageTitle title="Home">Hello, {firstName(me.displayName)}</PageTitle>
      <ZoneQuestion me={me} next={session} now={now} />
      <WaitingNotice me={me} />
      {session && <NextSessionCard session={session} now={now} />}
      <PlaceCard me={me} />
      {visit && <VisitCard visit={visit} now={now} />}
      {!session && <NextDoseCard me={me} visit={visit} />}
      <ClinicCard />
    </div>
  );
}
