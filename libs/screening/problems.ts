import { problems } from '#kernel';

export const screeningProblems = problems('screening', {
  noCase: ['not-found', 'Nobody has opened a screening for this patient yet.'],
  opened: ['conflict', 'This patient has a screening already.'],
  notAnOwner: ['refused', 'Only clinicians who work here can look after a screening.'],
  ownsAlready: ['conflict', 'They look after this screening already.'],
  notYoursToGive: ['refused', 'You can take a screening on yourself, or offer it to a prescriber.'],
  notYours: ['refused', 'Somebody else looks after this screening now. Please look at it again.'],
  notNow: ['conflict', 'This cannot be done now. Please look at the screening again.'],
  startsInPast: ['refused', 'A call cannot start in the past.'],
  offeredAlready: ['conflict', 'It is offered to somebody already. Take that back first.'],
  notToThem: ['refused', 'It can be offered to another prescriber of this clinic only.'],
  noHandOff: ['not-found', 'There is no such offer that you can see.'],
  offerOver: ['conflict', 'This offer is over. The screening is with whoever owns it now.'],
  callCollides: ['conflict', 'You have something else at the time of the booked call. Free that time first, or decline.'],
  demandsOpen: ['refused', 'Something is still missing before this can be decided.'],
  reasonMissing: ['refused', 'The letter needs a reason, and another way or a day on which you look again.'],
  decidedMeanwhile: ['conflict', 'Somebody has decided meanwhile. Please look at it again.'],
  noClearance: ['not-found', 'There is no such question that you can see.'],
  clearanceOver: ['conflict', 'This was done already. Please look at it again.'],
});
