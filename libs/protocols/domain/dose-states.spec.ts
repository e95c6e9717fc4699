import { DOSE_STATES, isToCome, mayBecome } from './dose-states.js';

describe('the states of a dose', () => {
  it('lead to taken only by a signature and a release', () => {
    const from = (state: (typeof DOSE_STATES)[number]) => DOSE_STATES.filter((earlier) => mayBecome(earlier, state));
    expect([from('taken'), from('released'), from('signed')]).toEqual([['released'], ['signed'], ['proposed', 'released']]);
  });

  it('end, and then stay', () => {
    expect(DOSE_STATES.filter((state) => !isToCome(state))).toEqual(['taken', 'skipped', 'voided']);
  });
});
