import { problems } from '#kernel';

export const credentialProblems = problems('credentials', {
  noClinician: ['not-found', 'There is no such clinician.'],
  noLicence: ['not-found', 'There is no such licence.'],
  daysTurned: ['refused', 'The last day cannot be before the first.'],
  over: ['refused', 'This is over already. Enter the one that is valid now.'],
  ended: ['conflict', 'This has been ended already.'],
  noPatient: ['not-found', 'There is no such patient.'],
  noBasis: ['not-found', 'There is no such basis.'],
  basisRefused: [
    'refused',
    'A prescriber can record that they have examined a patient of theirs; everything else is entered by an administrator, with the rule that it rests on.',
  ],
  ruleChanged: ['conflict', 'Somebody else has just changed the rule of this state. Please look at it again.'],
});
