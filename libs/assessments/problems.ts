import { problems } from '#kernel';

export const assessmentProblems = problems('assessments', {
  noForm: ['not-found', 'There is no such questionnaire here.'],
  notBegun: ['refused', 'Nothing is answered here yet.'],
  answerDoesNotFit: ['refused', 'This question does not take such an answer.'],
  formChanged: ['conflict', 'These questions have changed. Please open the page again; nothing is lost.'],
  noSignal: ['not-found', 'There is no such signal that you can see.'],
  reviewed: ['conflict', 'Somebody has reviewed this already.'],
  trialChanged: ['conflict', 'The patient has changed what they say of this treatment. Please look at it again.'],
  notSpokenYet: ['refused', 'This call lies ahead. Please enter when it was.'],
  noVerification: ['not-found', 'There is no such verification that you can see.'],
  verificationOver: ['conflict', 'Somebody has taken this back already.'],
  rulesChanged: ['conflict', 'Somebody else has just changed the rules. Please look at them again.'],
  rulesRefused: ['refused', 'Some of this is unknown, or looser than a clinic may set it.'],
});
