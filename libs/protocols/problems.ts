import { problems } from '#kernel';

export const protocolProblems = problems('protocols', {
  noDosePlanned: ['refused', 'There is no signed dose to book. The prescriber has to sign the next one first.'],
  doseNotPlanned: [
    'refused',
    'The dose of this session is not part of the signed plan any more. Please cancel the session, and book again.',
  ],
  allBooked: ['refused', 'Each signed dose has a session already.'],
  integrationDue: ['refused', 'The next session opens after the visit that follows the last one.'],
  paused: ['refused', 'The course is paused until a prescriber has looked at it.'],
  notPaused: ['conflict', 'This course is not paused.'],
  pausedAnew: ['conflict', 'There are other reasons by now. Please look at them before you decide.'],
  notOnTeam: ['forbidden', 'Only a prescriber of the patient’s own team decides this.'],
  notReleasable: ['conflict', 'This dose is not one that can be released.'],
});
