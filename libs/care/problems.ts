import { problems } from '#kernel';

export const careProblems = problems('care', {
  notFound: ['not-found', 'There is nothing here that you can see.'],
  noTeam: ['refused', 'This patient has no full team yet: a prescriber, a therapist and a chaperone are needed.'],
});
