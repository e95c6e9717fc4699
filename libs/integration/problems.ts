import { problems } from '#kernel';

export const integrationProblems = problems('integration', {
  notFound: ['not-found', 'There is no such visit that you can see.'],
  noVisitTime: ['refused', 'There is no free time for the visit on the day after. Please choose another time.'],
  seriesTooLong: ['refused', 'There are fewer doses to book than times were chosen. Please look at the plan again.'],
  notYet: ['refused', 'This visit has not begun yet.'],
  notMovable: ['refused', 'This visit cannot be moved any more: it has begun, is over, or was missed. Please call the clinic.'],
  noOffer: ['not-found', 'There is no such offer that you can see.'],
  offerOver: ['conflict', 'This offer is over: its time was kept as long as it said, or was given up. Your place stays.'],
  alreadyRecorded: ['conflict', 'What became of this visit is recorded already.'],
});
