import fc from 'fast-check';
import { type CallPart, callPart, firstOwner, treats } from './part.js';

const parts = ['patient', 'chaperone', 'therapist', 'prescriber'] as const;
const kinds = ['dosing', 'integration', 'screening', 'preparation', 'follow_up', 'group', 'in_clinic'] as const;
const party = fc.record({ personId: fc.uuid(), part: fc.constantFrom(...parts) });

describe('as what people come to a call', () => {
  it('is their part; who meets somebody for the first time screens', () => {
    expect(callPart('screening', 'therapist')).toBe('screener');
    expect(callPart('integration', 'therapist')).toBe('therapist');
    expect(callPart('screening', 'prescriber')).toBe('prescriber');
  });
  it('is never as one who treats for patients and companions', () => {
    expect((['patient', 'chaperone'] as CallPart[]).some(treats)).toBe(false);
  });
});

describe('who owns a call first', () => {
  it('is somebody who treats whenever there is anybody, and nobody else', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.array(party, { maxLength: 6 }), (kind, parties) => {
        const owner = firstOwner(kind, parties);
        const treating = parties.filter(({ part }) => treats(callPart(kind, part))).map(({ personId }) => personId);
        if (treating.length) expect(treating).toContain(owner);
        else expect(owner).toBeNull();
      }),
    );
  });
  it('is the screener of a screening, before the prescriber to whom they may hand it', () => {
    const parties = [
      { personId: 'np', part: 'prescriber' },
      { personId: 'screener', part: 'therapist' },
    ];
    expect(firstOwner('screening', parties)).toBe('screener');
  });
});
