import { problems } from '#kernel';

export const protocolProblems = problems('protocols', {
  noDosePlanned: ['refused', 'There is no signed dose to book. The prescriber has to sign the next one first.'],
  doseNotPlanned: [
    'refused',
    'The dose of this session is not part of the signed plan any more. Please cancel the session, and book again.',
  ],
  allBooked: ['refused', 'Each signed dose has a session already.'],
  integrationDue: ['refused', 'The next session opens after the visit that follows the last one.'],
  notReleasable: ['conflict', 'This dose is not one that can be released.'],
});
