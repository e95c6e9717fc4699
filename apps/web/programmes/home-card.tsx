import { useQuery } from '@tanstack/react-query';

import type { Me } from '#contracts';
import { Link } from '../shell/router.js';
import { dayOf, timeOfDay } from '../time.js';
import { OwnTherapistForm } from './own-therapist-form.js';
import { programmeQuery } from './queries.js';
import { pageOf, patientWords, placeWords } from './words.js';

/** Where the patient is in their programme, and what comes next. */
export function ProgrammeCard({ me }: { me: Me }) {
  const enrolment = useQuery(programmeQuery(me.personId)).data?.enrolment;
  if (!enrolment?.next) return null;
  const { content, next, sessionsHad, state } = enrolment;
  const page = pageOf(next);
  return (
    <section className="card stack" aria-labelledby="programme">
      <h2 id="programme">{content.name}</h2>
      <p>
        {state === 'enrolled'
          ? `You are enrolled: ${content.sessions} sessions.`
          : `You are at ${placeWords(content, sessionsHad)}.`}{' '}
        Next: {patientWords(next)} {next.at && `${dayOf(next.at, me.zone)}, ${timeOfDay(next.at, me.zone)}.`}{' '}
        {page && <Link href={page}>Go there</Link>}
      </p>
      {next.what === 'name-own-therapist' && <OwnTherapistForm patientId={me.personId} label="Your therapist" />}
    </section>
  );
}
