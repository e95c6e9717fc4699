import type { Assurance, Role } from '#contracts';

/** Who asks: filled from the sign-in cookie by the guard, never from anything else that a client sends. */
export type Caller = Readonly<{
  personId: string;
  role: Role;
  displayName: string;
  zone: string;
  /** A therapist of another practice, who sees what a patient released to them. */
  isExternal?: boolean;
  signInId: string;
  /** How sure it is that it is this person, and what that lets them reach: the guard lets anything but `full` through only where a policy names it. */
  assurance: Assurance;
  /** The one dosing session that a chaperone's sign-in, or a capability, is good for; null for everybody else. */
  sessionScope: string | null;
  /** When the person last signed in again for a weighty action; epoch ms, real time. */
  steppedUpAt: number | null;
  /** The network address that this request or socket came from, as the edge sees it; for the audit. */
  address?: string;
}>;

/** Where a try to sign in comes from. */
export type Origin = Readonly<{
  /** Of the network address; not the address. */
  fingerprint: string;
  /** The beginning of the address, for the person to see. */
  network: string;
  /** Browser and system in words. */
  agent: string;
  /** From the cookie of a browser that has signed in before. */
  deviceToken: string | undefined;
}>;

/** What the clinic's people may know of each other. */
export type PersonCard = Readonly<{ id: string; displayName: string; role: Role; zone: string; profession: string | null }>;
