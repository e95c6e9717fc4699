import fc from 'fast-check';

import { type Assignment, mayAccess } from './access.js';

const assignment = (over: Partial<Assignment> = {}): Assignment => ({
  patientId: 'rosa',
  personId: 'nina',
  startsAt: 100,
  endsAt: 200,
  ...over,
});
const nina = { personId: 'nina', role: 'prescriber', sessionScope: null };

describe('mayAccess', () => {
  it('lets patients see themselves, and no other patient', () => {
    const rosa = { personId: 'rosa', role: 'patient', sessionScope: null };
    expect(mayAccess(rosa, 'rosa', [], 0)).toBe(true);
    expect(mayAccess(rosa, 'sam', [assignment({ patientId: 'sam', personId: 'rosa', endsAt: null })], 150)).toBe(false);
  });
  it('lets a clinician in from the start of an assignment until its end', () => {
    expect([99, 100, 199, 200].map((now) => mayAccess(nina, 'rosa', [assignment()], now))).toEqual([false, true, true, false]);
    expect(mayAccess(nina, 'rosa', [assignment({ endsAt: null })], 10_000)).toBe(true);
  });
  it('does not take the assignment of another person or to another patient', () => {
    expect(mayAccess(nina, 'rosa', [assignment({ personId: 'tom' }), assignment({ patientId: 'sam' })], 150)).toBe(false);
  });
  it('never lets in a sign-in that is good for one session, an admin, an auditor or a chaperone', () => {
    fc.assert(
      fc.property(fc.constantFrom('admin', 'auditor', 'chaperone', 'prescriber'), fc.boolean(), (role, isScoped) => {
        const sessionScope = role === 'prescriber' || isScoped ? 'session' : null;
        return !mayAccess({ personId: 'nina', role, sessionScope }, 'rosa', [assignment({ endsAt: null })], 150);
      }),
    );
  });
});
