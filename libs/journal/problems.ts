import { problems } from '#kernel';

export const journalProblems = problems('journal', {
  noEntry: ['not-found', 'There is no such page of a journal that you can see.'],
});
