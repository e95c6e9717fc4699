import fc from 'fast-check';
import { endsCalls, whomToCall } from './who-ends.js';

describe('who ends the calls of an alert', () => {
  it('is a clinician where it is about a patient, and whoever runs the clinic elsewhere', () => {
    const clinical = ['safety-answer', 'assessment-review', 'course-paused', 'course-review-overdue'];
    for (const kind of [...clinical, 'supply-discrepancy', 'supply-recalled', 'consent-withdrawn']) {
      expect(['therapist', 'prescriber', 'physician'].every((role) => endsCalls(kind, role))).toBe(true);
      expect(['admin', 'auditor', 'patient', 'chaperone'].some((role) => endsCalls(kind, role))).toBe(false);
    }
    expect(endsCalls('visit-missed', 'admin')).toBe(true);
  });
});

describe('whom a tier calls', () => {
  const ids = fc.uniqueArray(fc.constantFrom('nina', 'paul', 'ada', 'vera', 'abe'));
  const ada = new Set(['ada']);
  it('leaves an admin in peace who has seen it, while somebody is on call', () => {
    const people = { teamIds: ['tom'], adminIds: ['ada', 'abe'] };
    expect(whomToCall({ onCallId: 'nina', ...people }, ada)).toEqual(['nina', 'tom', 'abe']);
    expect(whomToCall({ onCallId: null, ...people }, ada)).toEqual(['tom', 'ada', 'abe']);
  });

  it('is every clinician whoever has seen it, each once, and with nobody on call every admin', () => {
    fc.assert(
      fc.property(fc.option(fc.constantFrom('nina', 'paul')), ids, ids, ids, (onCallId, teamIds, adminIds, seen) => {
        const called = whomToCall({ onCallId, teamIds, adminIds }, new Set(seen));
        expect(new Set(called).size).toBe(called.length);
        for (const id of [...teamIds, ...(onCallId === null ? adminIds : [onCallId])]) expect(called).toContain(id);
      }),
    );
  });
});
