import { BUILT_IN, isWholeType, sharesOf } from './appointment-types.js';

describe('the built-in types', () => {
  it('hang together, each under its own name', () => {
    for (const [kind, type] of Object.entries(BUILT_IN)) {
      expect(type.kind).toBe(kind);
      expect(isWholeType(type)).toBe(true);
    }
  });
  it('take the prescriber of a dosing session whole around the gate, and as a watcher to the end', () => {
    const shares = sharesOf(BUILT_IN.dosing).filter(({ part }) => part === 'prescriber');
    expect(shares.map(({ fromMin, toMin, time }) => [fromMin, toMin, time])).toEqual([
      [-20, 10, 'whole'],
      [0, 180, 'watch'],
    ]);
  });
  it('are not whole without a patient, or with a share that ends before it begins', () => {
    const therapist = { part: 'therapist', fromMin: 0, toMin: null, time: 'whole' } as const;
    expect(isWholeType({ lengthMin: 50, parts: [therapist] })).toBe(false);
    const late = { part: 'patient', fromMin: 60, toMin: null, time: 'whole' } as const;
    expect(isWholeType({ lengthMin: 50, parts: [late] })).toBe(false);
  });
});
