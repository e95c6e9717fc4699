import type { Role } from '#contracts';

/** How long a sign-in of some people may last, in real time. `source` says where the numbers were taken from. */
export type SignInLimits = Readonly<{
  /** From the sign-in on, whatever happens. */
  absoluteHours: number;
  /** Without the person doing anything: afterwards the screen is locked (`lock`), or the sign-in is over (`end`); null: never. */
  idle: Readonly<{ afterMin: number; outcome: 'lock' | 'end' }> | null;
  source: string;
}>;

const STAFF: SignInLimits = {
  absoluteHours: 12,
  idle: { afterMin: 15, outcome: 'lock' },
  source:
    'NIST SP 800-63B-4 draft 2023, AAL2: 12 h overall, 30 min idle; 45 CFR 164.312(a)(2)(iii) automatic logoff. Idle halved: shared rooms.',
};
const PATIENT: SignInLimits = {
  absoluteHours: 30 * 24,
  idle: { afterMin: 7 * 24 * 60, outcome: 'end' },
  source: 'NIST SP 800-63B AAL1: 30 days; a phone that lies unused for a week asks again. Own choice.',
};
const CHAPERONE: SignInLimits = {
  absoluteHours: 24,
  idle: null,
  source: 'Good for one session, which ends it; nobody beside a dosed patient is asked again.',
};

/** Roles whose people must have a second factor: they see or steer other people's care. */
export const STAFF_ROLES: readonly Role[] = ['therapist', 'prescriber', 'physician', 'admin', 'auditor'];
export const isStaff = (role: Role): boolean => STAFF_ROLES.includes(role);

export function limitsOf(role: Role): SignInLimits {
  if (role === 'patient') return PATIENT;
  return role === 'chaperone' ? CHAPERONE : STAFF;
}

/** How long smaller things are good for; real time. Sources: docs/adr/0011-factors-lock-capability.md. */
export const VALIDITY = {
  /** From the password to the second factor, or to having enrolled one. */
  pendingMin: 30,
  stepUpSec: 120,
  ceremonyMin: 5,
  throughSessionHours: 24,
  /** A capability, unless its session ends before: then so many hours after the end. */
  capabilityHours: 24,
  capabilityAfterEndHours: 1,
  invitationDays: 7,
  passwordResetMin: 30,
  emailChangeHours: 24,
  setupMin: 15,
} as const;

/** Links of invitations that one patient can have sent in 24 h: their other therapists are few, and the mail goes out in the clinic's name. Own choice. */
export const PATIENT_INVITATIONS_A_DAY = 5;
