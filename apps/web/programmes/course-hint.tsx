import { useQuery } from '@tanstack/react-query';

import { programmeQuery } from './queries.js';

/** For whoever drafts a protocol: the programme that it is for, and how many sessions of it are to come. */
export function CourseHint({ patientId }: { patientId: string }) {
  const enrolment = useQuery(programmeQuery(patientId)).data?.enrolment;
  if (!enrolment?.next) return null;
  const { content, sessionsHad } = enrolment;
  const left = content.sessions - sessionsHad;
  return (
    <p className="quiet">
      In the programme “{content.name}”: {left} of {content.sessions} sessions are to come.
    </p>
  );
}
