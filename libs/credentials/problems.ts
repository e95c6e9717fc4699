import { problems } from '#kernel';

export const credentialProblems = problems('credentials', {
  noClinician: ['not-found', 'There is no such clinician.'],
  noLicence: ['not-found', 'There is no such licence.'],
  daysTurned: ['refused', 'The last day of a licence cannot be before its first.'],
  over: ['refused', 'This licence is over already. Enter the one that is valid now.'],
  ended: ['conflict', 'This licence has been ended already.'],
});
