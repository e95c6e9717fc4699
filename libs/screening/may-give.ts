import type { Caller } from '#identity';
import { screeningProblems } from './problems.js';

const GIVES: ReadonlySet<string> = new Set(['prescriber', 'physician', 'admin']);

/**
 * A case that is given comes with access to the patient. Therapists take one on themselves, or offer it: whom the team is made of is for
 * prescribers and admins to say.
 *
 * @throws `screening.not-yours-to-give`
 */
export function requireMayGive({ personId, role }: Pick<Caller, 'personId' | 'role'>, ownerId: string): void {
  if (ownerId !== personId && !GIVES.has(role)) throw screeningProblems.notYoursToGive();
}
