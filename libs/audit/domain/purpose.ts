/**
 * Why somebody acts on health data. `own`: a person on their own record. `care`: treatment, through an assignment. `companion`: the
 * chaperone of one session. `operations`: the clinic's schedules. `oversight`: who watches over the record itself. `break-glass`: without
 * an assignment, with a reason. `shared-care`: what the patient has released to somebody outside. `system`: nobody, the program.
 */
export type Purpose = 'own' | 'care' | 'companion' | 'operations' | 'oversight' | 'break-glass' | 'shared-care' | 'system';

const BY_ROLE: Readonly<Record<string, Purpose>> = {
  self: 'own',
  patient: 'own',
  link: 'own', // whoever has a link that was sent to this patient
  chaperone: 'companion',
  admin: 'operations',
  auditor: 'oversight',
};

/**
 * What a person in a role acts for, where the act does not say something else.
 *
 * @param role       of the actor; null for the program itself
 * @param isExternal whether they work elsewhere, and see what a patient released to them
 */
export function purposeOf(role: string | null, isExternal = false): Purpose {
  if (role === null) return 'system';
  return BY_ROLE[role] ?? (isExternal ? 'shared-care' : 'care');
}
