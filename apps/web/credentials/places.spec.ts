import { CANADA, inPlace, placeName, US } from './places.js';

describe('places', () => {
  it('are all states, territories and provinces, each once, with a code of ISO 3166-2', () => {
    expect([US.length, CANADA.length]).toEqual([56, 13]);
    const codes = [...US, ...CANADA].map(({ value }) => value);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^(US|CA)-[A-Z]{2}$/);
  });

  it('are called as people call them, and by their code where nobody here knows a name', () => {
    expect(placeName('US-NY')).toBe('New York');
    expect(placeName('CA-QC')).toBe('Quebec');
    expect(inPlace('GB-ENG')).toBe('in GB-ENG');
    expect(inPlace('ZZ')).toBe('somewhere else');
  });
});
