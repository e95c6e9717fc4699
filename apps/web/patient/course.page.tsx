import { CoursePlanner } from '../series/course-planner.js';
import type { OwnPageProps } from '../shell/audience.js';
import { PageTitle } from '../shell/page-title.js';
import { Link, navigate } from '../shell/router.js';

/** All sessions of the plan at once. */
export default function CoursePage({ me }: OwnPageProps) {
  return (
    <div className="stack">
      <PageTitle>Book the whole course</PageTitle>
      <p className="quiet">
        Say what suits you: you see a time for each session that your nurse has planned, before anything is booked. Or{' '}
        <Link href="/book">choose one time</Link>.
      </p>
      <CoursePlanner patientId={me.personId} zone={me.zone} onBooked={() => navigate('/home')} />
    </div>
  );
}
