import fc from 'fast-check';
import { endsCalls, whomToCall } from './who-ends.js';

describe('who ends the calls of an alert', () => {
  it('is a clinician where it is about answers, and whoever runs the clinic elsewhere', () => {
    for (const kind of ['safety-answer', 'assessment-review']) {
      expect(['therapist', 'prescriber', 'physician'].every((role) => endsCalls(kind, role))).toBe(true);
      expect(['admin', 'auditor', 'patient', 'chaperone'].some((role) => endsCalls(kind, role))).toBe(false);
    }
    expect(endsCalls('visit-missed', 'admin')).toBe(true);
  });
});

describe('whom a tier calls', () => {
  const ids = fc.uniqueArray(fc.constantFrom('nina', 'paul', 'ada', 'vera', 'abe'));
  it('leaves in peace who has seen it, while somebody who may act is called', () => {
    expect(whomToCall(['nina'], ['ada', 'abe'], new Set(['ada']))).toEqual(['nina', 'abe']);
    expect(whomToCall([], ['ada', 'abe'], new Set(['ada', 'abe']))).toEqual(['ada', 'abe']);
  });

  it('is nobody only where there is nobody, each at most once, and every clinician whoever has seen it', () => {
    fc.assert(
      fc.property(ids, ids, ids, (clinicians, others, seen) => {
        const called = whomToCall(clinicians, others, new Set(seen));
        expect(called.length === 0).toBe(clinicians.length + others.length === 0);
        expect(new Set(called).size).toBe(called.length);
        expect(clinicians.every((id) => called.includes(id))).toBe(true);
      }),
    );
  });
});
