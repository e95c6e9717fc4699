import { trialCountWords, trialWords } from './trial-words.js';

const trial = {
  ...{ key: 'x', type: 'drug', name: 'Sertraline', weeks: 12, isAdequate: true, hasFailed: true },
  ...{ isUnverified: true, missing: [], verifications: [] },
};

describe('the words of treatments that were tried', () => {
  it('tell the patient’s word from what somebody has seen', () => {
    const words = (adequateFailures: number, verifiedFailures: number) => trialCountWords({ adequateFailures, verifiedFailures });
    expect(words(0, 0)).toBe('');
    expect(words(2, 0)).toContain('unverified');
    expect(words(2, 1)).toBe('Verified: 1; by the patient’s own word only: 1.');
    expect(words(2, 2)).toBe('All of them are verified.');
  });
  it('say what is not known rather than nothing', () => {
    expect(trialWords(trial)).toBe('A medicine · 12 weeks · long enough, and as planned · helped less than half');
    expect(trialWords({ ...trial, weeks: null, isAdequate: false, missing: ['weeks'] })).toContain('something is not filled in');
  });
});
