import { OwnNext } from '#contracts';
import { nextTitle, nextWords, stepsOf } from './own-words.js';

const own = {
  questions: { done: 2, of: 9 },
  screener: { displayName: 'Tom' },
  colleague: { displayName: 'Nina' },
};

describe('what a patient reads about their way', () => {
  it('says something in every state, and where they are', () => {
    for (const next of OwnNext.options) {
      expect(nextTitle(next).length).toBeGreaterThan(5);
      expect(nextWords({ ...own, next }).length).toBeGreaterThan(15);
      expect(stepsOf(next).filter(({ is }) => is === 'now')).toHaveLength(1);
    }
  });

  it('names who comes, and who stays until then', () => {
    expect(nextWords({ ...own, next: 'colleague-comes' })).toBe(
      'Nina has been asked to join. You are not alone: Tom stays with you until then.',
    );
  });
});
