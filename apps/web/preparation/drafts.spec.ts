import type { PreparationAnswer } from '#contracts';
import { answerOf, draftOf } from './drafts.js';

describe('a draft of the preparation', () => {
  it.each<PreparationAnswer>([
    { item: 'intentions', text: 'To rest.' },
    { item: 'touch', wish: 'none', text: '' },
    { item: 'companions', backupName: 'Eva', backupPhone: '+1 303 555 0178' },
    { item: 'driving', understood: true },
    { item: 'emergency-card', isRight: true },
  ])('becomes the answer that it was made of: $item', (answer) => {
    expect(answerOf(answer.item, draftOf(answer))).toEqual(answer);
  });

  it('is no answer while something is missing', () => {
    expect(answerOf('fears', { text: '  ' })).toBeNull();
    expect(answerOf('talk', {})).toBeNull();
    expect(answerOf('companions', { backupName: 'Eva' })).toBeNull();
  });

  it('needs no words beside a wish', () => {
    expect(answerOf('talk', { wish: 'quiet' })).toEqual({ item: 'talk', wish: 'quiet', text: '' });
  });
});
