import { pathWords, reasonWords } from './words.js';

describe('the words of protocols', () => {
  it('say where something stands', () =>
    expect([pathWords('plan.discharge.minMin'), pathWords('phases.1.spacingDays'), pathWords('reassessIfGapDays')]).toEqual([
      'session › discharge › at the earliest after, min',
      'phases › 1 › days apart',
      'reassess if gap days',
    ]));
  it('say why, and the code of what they do not know', () => {
    expect([reasonWords('over'), reasonWords('made-up')]).toEqual(['Your licence there is over', 'made-up']);
  });
});
