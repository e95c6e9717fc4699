import { purposeOf } from './purpose.js';

describe('why somebody acts', () => {
  it('follows from the role, where the act says nothing else', () => {
    const roles = [null, 'patient', 'self', 'chaperone', 'therapist', 'prescriber', 'physician', 'admin', 'auditor'];
    expect(roles.map(purposeOf)).toEqual([
      ...['system', 'own', 'own', 'companion', 'care', 'care', 'care', 'operations', 'oversight'],
    ]);
  });
});
