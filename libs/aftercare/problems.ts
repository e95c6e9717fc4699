import { problems } from '#kernel';

export const aftercareProblems = problems('aftercare', {
  noCheck: ['not-found', 'There is no such question that you can see.'],
  over: ['refused', 'This was asked some days ago. Please call the clinic if you need anything.'],
});
