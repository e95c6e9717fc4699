import { problems } from '#kernel';

export const incidentProblems = problems('incidents', {
  notFound: ['not-found', 'There is no such incident that you can see.'],
  reviewed: ['conflict', 'This incident was reviewed: it stays as it is.'],
  noFinding: ['refused', 'A review needs a finding. Write one first.'],
  noAction: ['not-found', 'There is no such action here.'],
  actionDone: ['conflict', 'Somebody has said already that this was done.'],
  notAnOwner: ['refused', 'Only somebody of the team, or the medical director, can answer for an action.'],
});
