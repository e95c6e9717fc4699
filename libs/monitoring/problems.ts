import { problems } from '#kernel';

export const monitoringProblems = problems('monitoring', {
  noForm: ['not-found', 'There is no such form that you can see.'],
  done: ['conflict', 'Somebody has finished this form already.'],
});
