import { problems } from '#kernel';

export const alertProblems = problems('alerts', {
  notFound: ['not-found', 'There is no such alert that you can see.'],
});
