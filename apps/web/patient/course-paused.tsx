import { useQuery } from '@tanstack/react-query';

import type { Me } from '#contracts';
import { clinicQuery, NumberList } from './numbers.js';
import { ownCourseQuery } from './queries.js';

/** That the course is paused, in plain words, and whom to call; nothing otherwise. */
export function CoursePaused({ me }: { me: Me }) {
  const course = useQuery(ownCourseQuery(me.personId)).data;
  const clinic = useQuery(clinicQuery).data;
  if (!course?.pausedSince) return null;
  return (
    <section className="card stack" aria-labelledby="paused">
      <h2 id="paused">Your course is paused</h2>
      <p>
        Your prescriber wants to look at something before the next dose, and will talk with you. You have done nothing wrong, and
        what is booked stays booked.
      </p>
      {clinic && (
        <>
          <p>Whom to call with questions:</p>
          <NumberList numbers={[{ label: clinic.name, number: clinic.phone }]} />
        </>
      )}
    </section>
  );
}
