import type { SessionClock } from '#session-engine';
import type { LiveSession, LiveView } from '../session/live-session.js';
import { firstName, partyName } from '../session/own-words.js';

/** What every step of the chaperone's page is given; people by the names that are used at home. */
export type ChaperoneView = Readonly<{
  live: LiveSession;
  view: LiveView;
  clock: SessionClock;
  now: number;
  people: Readonly<{ patient: string; nurse: string; therapist: string }>;
}>;

export const peopleOf = ({ session }: LiveView): ChaperoneView['people'] => ({
  patient: firstName(session.patientName),
  nurse: partyName(session, 'prescriber', 'the nurse'),
  therapist: partyName(session, 'therapist', 'the therapist'),
});
