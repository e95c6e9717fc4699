import { problems } from '#kernel';

export const preparationProblems = problems('preparation', {
  noCourse: ['refused', 'There is nothing to prepare for yet: the prescriber has to sign a protocol first.'],
  stillOpen: ['refused', 'Something is still open. Please go through it first.'],
  signedOff: ['conflict', 'This preparation has been signed off already.'],
});
