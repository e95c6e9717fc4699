import { useQuery } from '@tanstack/react-query';
import type { FreeTime } from '#contracts';
import type { OwnPageProps } from '../shell/audience.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { dayOf, timeInBoth } from '../time.js';
import { FreeTimes, useChoosing } from './free-times.js';
import { MoveDialog } from './move-dialog.js';
import { movesQuery, sessionsQuery } from './queries.js';

/** Another time for a session that is booked, its visit with it. */
export default function MovePage({ me, params }: OwnPageProps) {
  const sessionId = params['id']!;
  const { skippedDays, setSkippedDays, chosen, setChosen, news, taken } = useChoosing<FreeTime>();
  const session = useQuery(sessionsQuery).data?.find(({ id }) => id === sessionId);
  const { data, error, refetch } = useQuery(movesQuery(sessionId, me.zone, skippedDays));
  return (
    <div className="stack">
      <PageTitle>Choose another time</PageTitle>
      {session && (
        <p className="quiet">
          Now it is on {dayOf(session.startsAt, session.patientZone)},{' '}
          {timeInBoth(session.startsAt, session.patientZone, session.clinicZone)}. It stays yours until you choose another.
        </p>
      )}
      <FreeTimes free={data} error={error} news={news} skippedDays={skippedDays} onSkip={setSkippedDays} onChoose={setChosen} />
      <p className="quiet">
        None of them early enough? <Link href="/waiting">Wait for an earlier time</Link>
      </p>
      {data && chosen && (
        <MoveDialog sessionId={sessionId} free={data} time={chosen} onClose={() => setChosen(null)} onTaken={taken(refetch)} />
      )}
    </div>
  );
}
