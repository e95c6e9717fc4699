import {
  type CancelReason,
  listAppointmentAnswers,
  listGroupAnswers,
  listMoveAnswers,
  listVisitAnswers,
  type MoveAnswer,
  type MovedAs,
  moveAppointment,
  moveDosingSession,
  moveGroup,
  moveVisit,
} from '#contracts';
import { call } from '../call.js';

/** What the rules say of a start, whatever it is that moves. `coveredBy`: who holds a visit whose therapist is away. */
export type Answer = MoveAnswer & { coveredBy?: string | null };
type Within = { from: string; to: string };

/** What the rules say of every start in a stretch of time. */
export async function answersOf({ as, id }: MovedAs, query: Within): Promise<Answer[]> {
  if (as === 'session') return (await call(listMoveAnswers, { params: { sessionId: id }, query })).answers;
  const { answers } =
    as === 'visit'
      ? await call(listVisitAnswers, { params: { visitId: id }, query })
      : as === 'group'
        ? await call(listGroupAnswers, { params: { groupId: id }, query })
        : await call(listAppointmentAnswers, { params: { appointmentId: id }, query });
  return answers.map((answer) => ({ ...answer, visitStartsAt: null }));
}

/** Moves it. A visit stays on its day, and a group costs nobody anything: so nobody asks why. */
export async function moveTo({ as, id }: MovedAs, startsAt: string, reason: CancelReason): Promise<void> {
  if (as === 'session') await call(moveDosingSession, { params: { sessionId: id }, body: { startsAt, reason } });
  else if (as === 'visit') await call(moveVisit, { params: { visitId: id }, body: { startsAt } });
  else if (as === 'group') await call(moveGroup, { params: { groupId: id }, body: { startsAt } });
  else await call(moveAppointment, { params: { appointmentId: id }, body: { startsAt, reason } });
}
