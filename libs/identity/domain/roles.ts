type Standing = Readonly<{ role: string; isExternal: boolean }>;

const STAFF = ['therapist', 'prescriber', 'physician', 'admin', 'auditor'];

/**
 * Whether somebody who is here may get another role.
 *
 * Staff may become other staff. A patient stays one: what is written about them is theirs, and nobody works here under an account with a
 * record behind it. A therapist of another practice stays one, too: they see what patients have released, and nothing of the clinic.
 */
export const mayBecome = ({ role, isExternal }: Standing, next: string): boolean =>
  !isExternal && STAFF.includes(role) && STAFF.includes(next);
