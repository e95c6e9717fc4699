import type { Role } from '#contracts';

/** Who asks. Filled by the guard from the sign-in cookie. */
export type Caller = Readonly<{
  personId: string;
  role: Role;
  signInId: string;
  /** The one dosing session that this sign-in is good for; null for a person of the clinic. */
  sessionScope: string | null;
  /** When this person last signed in again for one weighty action; epoch ms. */
  steppedUpAt: number | null;
}>;

/** What the edge needs of identity: who is behind the token of a cookie, or null when it is no longer good. */
export interface SignInResolver {
  resolve(cookieToken: string): Promise<Caller | null>;
}
export const SIGN_IN_RESOLVER = Symbol('SignInResolver');
