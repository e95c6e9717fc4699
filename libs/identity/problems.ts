import { problems } from '#kernel';

export const identityProblems = problems('identity', {
  wrongSignIn: ['unauthenticated', 'The e-mail address or the password is not right.'],
  wrongProof: ['refused', 'That did not prove that it is you.'],
  proofKind: ['refused', 'Please use your passkey or your authenticator app for this.'],
  tooManyTries: ['too-many', 'Too many tries. Please wait a little and try again. A passkey works at once.'],
  stepUpNeeded: ['forbidden', 'Please prove once more that it is you to do this.'],
  notPending: ['conflict', 'This sign-in is complete already.'],
  lastFactor: ['refused', 'Staff need a second factor. Add another one before you remove this one.'],
  onlyWayIn: ['refused', 'This is the only way in which you can sign in. Add another passkey or a password first.'],
  passwordRefused: ['refused', 'Please choose another password.'],
  notFound: ['not-found', 'There is nothing here.'],
  linkOver: ['not-found', 'This link was used already, or is too old.'],
  emailTaken: ['conflict', 'Somebody with this e-mail address is in the clinic already.'],
  notYoursToInvite: ['forbidden', 'You cannot invite people in this role.'],
  tooManyInvitations: ['too-many', 'You have sent many invitations today. Please send the next one tomorrow, or ask the clinic.'],
  unknownZone: ['invalid', 'This time zone is not known.'],
  journeyTooLong: ['refused', 'A journey ends today at the earliest, and in half a year at the latest.'],
  notYourself: ['refused', 'You cannot do this to yourself. Please ask another admin.'],
  lastAdmin: ['refused', 'The clinic needs at least one admin.'],
  roleStays: [
    'refused',
    'Patients and therapists of other practices keep their role. Please invite them anew, with another address.',
  ],
  dosedNow: ['conflict', 'A live session of this patient is going on. Please wait until it is over.'],
  notAccepted: ['conflict', 'They have not accepted their invitation yet. Please send it again.'],
});
