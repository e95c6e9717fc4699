import { isWeighty, mayInvite } from './invites.js';

const ROLES = ['patient', 'chaperone', 'therapist', 'prescriber', 'physician', 'admin', 'auditor'];
const invitedBy = (by: string, isExternal: boolean) =>
  ROLES.filter((role) => mayInvite({ role: by }, { role, isExternal })).join(' ');

describe('mayInvite', () => {
  it.each([
    ['admin', 'patient therapist prescriber physician admin auditor', 'therapist'],
    ['therapist', 'patient', 'therapist'],
    ['prescriber', 'patient', 'therapist'],
    ['physician', 'patient', 'therapist'],
    ['patient', '', 'therapist'],
    ['chaperone', '', ''],
    ['auditor', '', ''],
  ])('lets a %s bring: %s; from outside: %s', (by, own, external) => {
    expect(invitedBy(by, false)).toBe(own);
    expect(invitedBy(by, true)).toBe(external);
  });

  it('asks for a step-up for staff of the clinic', () => {
    expect(ROLES.filter((role) => isWeighty({ role, isExternal: false }))).not.toContain('patient');
    expect(isWeighty({ role: 'therapist', isExternal: true })).toBe(false);
    expect(isWeighty({ role: 'admin', isExternal: false })).toBe(true);
  });
});
