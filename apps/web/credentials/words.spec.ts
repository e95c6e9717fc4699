import { authorityWords } from './words.js';

describe('what somebody lacks, in words', () => {
  it.each([
    ['licence-missing', 'has no licence there'],
    ['licence-over', 'has a licence there that is over'],
    ['prescriptive-authority-ended', 'has an authority of the state to prescribe that was ended'],
    ['collaboration-missing', 'has no agreement with a collaborating physician'],
    ['legal-basis-not-yet', 'has a basis in law for prescribing at a distance that is not valid yet'],
  ])('%s', (lack, words) => {
    expect(authorityWords(lack)).toBe(words);
  });
  it('is nothing for what is no lack', () => {
    expect([authorityWords('met'), authorityWords('x-over'), authorityWords('licence')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
