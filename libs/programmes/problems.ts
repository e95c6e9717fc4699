import { problems } from '#kernel';

export const programmeProblems = problems('programmes', {
  noProgramme: ['not-found', 'There is no such programme.'],
  draftOpen: ['conflict', 'There is a draft already. Finish or drop it first.'],
  changedMeanwhile: ['conflict', 'Somebody has changed this meanwhile. Please look at it again.'],
  refused: ['refused', 'A programme cannot say this.'],
  notEligible: ['refused', 'The last decision of the screening does not let this patient be enrolled.'],
  enrolledAlready: ['conflict', 'This patient is in a programme already. End that one first.'],
  notEnrolled: ['conflict', 'This patient is in no programme that is open.'],
  noSuchRelease: ['refused', 'The patient has to let the clinic write to their therapist first.'],
  notNext: ['conflict', 'Something else comes first. Please look at it again.'],
  prescribersPart: ['forbidden', 'Only a prescriber does this.'],
});
