import { whyNot } from './waiting-words.js';

describe('why somebody who waits has no offer', () => {
  it('is said in words for each reason, for a look to come, and for a reason of tomorrow', () => {
    expect(whyNot('no-earlier-time')).toBe('No earlier time is free that suits everybody.');
    expect(whyNot(null)).toBe('A time is being looked for.');
    expect(whyNot('offered')).toBe('Asked as soon as a time becomes free.');
  });
});
