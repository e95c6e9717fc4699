/** Who invites, and who is invited, as far as it matters here. */
type Inviter = Readonly<{ role: string }>;
type Invited = Readonly<{ role: string; isExternal: boolean }>;

const CLINICIANS = ['therapist', 'prescriber', 'physician'];

/**
 * Whether somebody may invite somebody.
 *
 * Admins make staff and patients; clinicians bring patients, and therapists of other practices with whom they share a patient;
 * patients bring their own therapist. Nobody is invited as a chaperone: those have a link for one session.
 */
export function mayInvite({ role: by }: Inviter, { role, isExternal }: Invited): boolean {
  if (role === 'chaperone' || (isExternal && role !== 'therapist')) return false;
  if (by === 'admin') return true;
  if (isExternal) return by === 'patient' || CLINICIANS.includes(by);
  return CLINICIANS.includes(by) && role === 'patient';
}

/** Whether it takes a step-up: whoever is made staff will see other people's care. */
export const isWeighty = ({ role, isExternal }: Invited): boolean => role !== 'patient' && !isExternal;
