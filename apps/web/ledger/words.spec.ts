import { outcomeWords, stepWords, summaryWords } from './words.js';

const exposure = { totalMg: 250, mgIn30Days: 250, mgIn90Days: 250, sessionsIn30Days: 2 };
const dose = (doseMg: number) => ({ doseMg }) as Parameters<typeof summaryWords>[0]['doses'][number];

describe('the ledger in words', () => {
  it('says how far a dose lies from the one before', () => {
    expect([null, 0, 25, -10.5].map(stepWords)).toEqual([
      'first dose',
      'no change',
      '+25 % against the dose before',
      '−10.5 % against the dose before',
    ]);
  });

  it('says a score with its change', () => {
    const said = [null, -4, 0, 3].map((change) => outcomeWords({ form: 'phq-9', value: 14, change }));
    expect(said).toEqual(['14', '14 (−4)', '14 (±0)', '14 (+3)']);
  });

  it('tells what the charts show', () => {
    expect(summaryWords({ doses: [], exposure, held: [] })).toBe('No dose was taken yet.');
    expect(summaryWords({ doses: [dose(100), dose(150)], exposure, held: [] })).toBe(
      '2 doses, from 100 to 150 mg. 250 mg in all; 250 mg in 90 days; 250 mg in 2 sessions within 30 days.',
    );
  });
});
