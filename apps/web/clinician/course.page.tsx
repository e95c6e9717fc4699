import { useQuery } from '@tanstack/react-query';

import { CoursePlanner } from '../series/course-planner.js';
import { SessionRows } from '../series/session-rows.js';
import type { OwnPageProps } from '../shell/audience.js';
import { PageTitle } from '../shell/page-title.js';
import { Link, navigate } from '../shell/router.js';
import { upcomingQuery } from './queries.js';

/** All sessions of a patient's protocol at once, in the zone in which the patient lives. */
export default function CoursePage({ me, params }: OwnPageProps) {
  const patientId = params['id']!;
  return (
    <div className="stack">
      <PageTitle>Book a whole course</PageTitle>
      <p className="quiet">
        For the patient, on the clock of the place where they live: ask them what suits. Only doses that are signed are booked;
        how much each is stays as it was signed. <Link href="/patients">Another patient</Link>
      </p>
      <Booked patientId={patientId} />
      <CoursePlanner patientId={patientId} zone={me.zone} isForAnother onBooked={() => navigate('/patients')} />
    </div>
  );
}

/** What is booked of it already. */
function Booked({ patientId }: { patientId: string }) {
  const { data } = useQuery(upcomingQuery);
  const booked = data?.filter((session) => session.patientId === patientId) ?? [];
  if (!booked.length) return null;
  return (
    <section className="card" aria-labelledby="booked-title">
      <h2 id="booked-title">What is booked of {booked[0]!.patientName}</h2>
      <SessionRows sessions={booked} hrefOf={(id) => `/course/${id}/rest`} />
    </section>
  );
}
