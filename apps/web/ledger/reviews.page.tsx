import { useQuery } from '@tanstack/react-query';

import type { CourseReview } from '#contracts';
import type { OwnPageProps } from '../shell/audience.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Empty, Failed, Loading } from '../shell/states.js';
import { PauseList } from './pause-list.js';
import { reviewsQuery } from './queries.js';

/** Paused courses of the clinician's patients; whoever waits longest comes first. */
export default function ReviewsPage({ me }: OwnPageProps) {
  const { data, error } = useQuery(reviewsQuery);
  return (
    <div className="stack">
      <PageTitle>Reviews</PageTitle>
      <p className="quiet">Courses that are paused until a prescriber of the team has looked. Nothing here goes on by itself.</p>
      <Failed error={error} />
      {!data && !error && <Loading what="the list" />}
      {data?.length === 0 && <Empty title="No course is paused" />}
      {data?.map((review) => (
        <One key={review.patientId} review={review} zone={me.zone} />
      ))}
    </div>
  );
}

function One({ review: { patientId, patientName, pauses }, zone }: { review: CourseReview; zone: string }) {
  const title = `review-${patientId}`;
  return (
    <section className="card stack" aria-labelledby={title}>
      <h2 id={title}>{patientName}</h2>
      <PauseList pauses={pauses} zone={zone} />
      <div>
        <Link href={`/patients/${patientId}/ledger`}>Look at the ledger and decide</Link>
      </div>
    </section>
  );
}
