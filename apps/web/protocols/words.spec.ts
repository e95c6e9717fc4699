import { pathWords, reasonWords } from './words.js';

describe('the words of protocols', () => {
  it('say where something stands', () => expect(pathWords('plan.discharge.minMin')).toBe('plan › discharge › min min'));
  it('say why, and the code of what they do not know', () => {
    expect([reasonWords('over'), reasonWords('made-up')]).toEqual(['Your licence there is over', 'made-up']);
  });
});
