import { problems } from '#kernel';

export const assessmentProblems = problems('assessments', {
  noForm: ['not-found', 'There is no such questionnaire here.'],
  notBegun: ['refused', 'Nothing is answered here yet.'],
  answerDoesNotFit: ['refused', 'This question does not take such an answer.'],
  formChanged: ['conflict', 'These questions have changed. Please open the page again; nothing is lost.'],
  noSignal: ['not-found', 'There is no such signal that you can see.'],
  reviewed: ['conflict', 'Somebody has reviewed this already.'],
  rulesChanged: ['conflict', 'Somebody else has just changed the rules. Please look at them again.'],
  rulesRefused: ['refused', 'Some of this is unknown, or looser than a clinic may set it.'],
});
