import { purposeOf } from './purpose.js';

describe('why somebody acts', () => {
  it('follows from the role, where the act says nothing else', () => {
    const roles = [null, 'patient', 'self', 'chaperone', 'therapist', 'prescriber', 'physician', 'admin', 'auditor'];
    expect(roles.map((role) => purposeOf(role))).toEqual([
      ...['system', 'own', 'own', 'companion', 'care', 'care', 'care', 'operations', 'oversight'],
    ]);
  });

  it('is what the patient shared, for a therapist who works elsewhere', () => {
    expect(purposeOf('therapist', true)).toBe('shared-care');
    expect(purposeOf('patient', true)).toBe('own');
  });
});
