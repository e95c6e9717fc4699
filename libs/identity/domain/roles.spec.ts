import fc from 'fast-check';

import { mayBecome } from './roles.js';

const roles = ['patient', 'chaperone', 'therapist', 'prescriber', 'physician', 'admin', 'auditor'];
const anyRole = fc.constantFrom(...roles);

describe('who may get which role', () => {
  it('lets staff become other staff', () => {
    expect(mayBecome({ role: 'therapist', isExternal: false }, 'admin')).toBe(true);
  });
  it('makes no patient staff, no staff a patient, and nobody a companion', () => {
    fc.assert(
      fc.property(anyRole, fc.boolean(), (role, isExternal) => {
        for (const lay of ['patient', 'chaperone']) {
          expect(mayBecome({ role: lay, isExternal }, role)).toBe(false);
          expect(mayBecome({ role, isExternal }, lay)).toBe(false);
        }
      }),
    );
  });
  it('leaves therapists of other practices what they are', () => {
    fc.assert(fc.property(anyRole, (next) => expect(mayBecome({ role: 'therapist', isExternal: true }, next)).toBe(false)));
  });
});
