import { problems } from '#kernel';

export const careProblems = problems('care', {
  notFound: ['not-found', 'There is nothing here that you can see.'],
  noTeam: ['refused', 'This patient has no full team yet: a prescriber, a therapist and a chaperone are needed.'],
  notAssignable: ['refused', 'Only clinicians who work here can care for a patient.'],
  alreadyAssigned: ['conflict', 'This person cares for the patient already.'],
  inYourCare: ['refused', 'This patient is in your care: you can open the record as always.'],
  notYourDuty: ['forbidden', 'This is for the privacy officer and the medical director.'],
  ownGlass: ['refused', 'Somebody else has to review what you opened yourself.'],
  reviewed: ['conflict', 'This has been reviewed already.'],
  nobodyToReleaseTo: ['refused', 'No clinician has an account here with this e-mail address. Please ask them, or the clinic.'],
  settingsChanged: ['conflict', 'Somebody else has just changed the settings. Please look at them again.'],
  unknownZone: ['refused', 'There is no such time zone.'],
  clausesChanged: ['conflict', 'The text has changed meanwhile. Please read it again.'],
  nothingChanged: ['refused', 'Nothing has changed since the last edition.'],
  nothingSigned: ['refused', 'There is nothing to take back: nothing is signed.'],
  companionTextChanged: ['conflict', 'The text has changed meanwhile. Please read it again.'],
  trainingNotPassed: ['refused', 'Not every answer was right. Please look at it once more.'],
  limitsLoosened: ['refused', 'A clinic can make limits stricter, never looser.'],
});
