import { problems } from '#kernel';

export const protocolProblems = problems('protocols', {
  noDosePlanned: ['refused', 'There is no signed dose to book. The prescriber has to sign the next one first.'],
  integrationDue: ['refused', 'The next session opens after the visit that follows the last one.'],
  notReleasable: ['conflict', 'This dose is not one that can be released.'],
});
