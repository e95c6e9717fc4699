import { problems } from '#kernel';

export const pairingProblems = problems('pairing', {
  notNow: ['conflict', 'This cannot be done now. Please look at it again.'],
  keptOut: ['refused', 'Something speaks against this pairing. Please look for somebody else.'],
  noOffer: ['not-found', 'There is no such offer that you can see.'],
  offerOver: ['conflict', 'This offer is over.'],
  noHandOver: ['not-found', 'There is no such hand-over that you can see.'],
  notYours: ['refused', 'You do not look after this patient, so you cannot hand them over.'],
  noClinician: ['not-found', 'There is no such clinician.'],
  rulesChanged: ['conflict', 'Somebody else has just changed this. Please look at it again.'],
});
