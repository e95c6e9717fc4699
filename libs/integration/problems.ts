import { problems } from '#kernel';

export const integrationProblems = problems('integration', {
  notFound: ['not-found', 'There is no such visit that you can see.'],
  noVisitTime: ['refused', 'There is no free time for the visit on the day after. Please choose another time.'],
  notYet: ['refused', 'This visit has not begun yet.'],
  alreadyRecorded: ['conflict', 'What became of this visit is recorded already.'],
});
