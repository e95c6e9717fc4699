import { CoursePlanner } from '../series/course-planner.js';
import type { OwnPageProps } from '../shell/audience.js';
import { PageTitle } from '../shell/page-title.js';
import { Link, navigate } from '../shell/router.js';

/** All sessions of a patient's protocol at once, in the zone in which the patient lives. */
export default function CoursePage({ me, params }: OwnPageProps) {
  return (
    <div className="stack">
      <PageTitle>Book a whole course</PageTitle>
      <p className="quiet">
        For the patient, on the clock of the place where they live: ask them what suits. Only doses that are signed are booked;
        how much each is stays as it was signed. <Link href="/patients">Another patient</Link>
      </p>
      <CoursePlanner patientId={params['id']!} zone={me.zone} isForAnother onBooked={() => navigate('/patients')} />
    </div>
  );
}
