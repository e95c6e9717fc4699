import type { Role } from '#contracts';

/** Who asks: filled from the sign-in cookie by the guard, never from anything else that a client sends. */
export type Caller = Readonly<{
  personId: string;
  role: Role;
  displayName: string;
  zone: string;
  signInId: string;
  /** The one dosing session that a chaperone's sign-in is good for; null for everybody else. */
  sessionScope: string | null;
  /** When the person last signed in again for a weighty action; epoch ms, real time. */
  steppedUpAt: number | null;
}>;

/** What the clinic's people may know of each other. */
export type PersonCard = Readonly<{ id: string; displayName: string; role: Role; zone: string; profession: string | null }>;
