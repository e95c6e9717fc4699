/** Alerts about what a patient has answered: a clinician looks at it, and nobody else can. Source: domain.md §3.3. */
const CLINICAL_KINDS: ReadonlySet<string> = new Set(['safety-answer', 'assessment-review']);
const CLINICIANS: ReadonlySet<string> = new Set(['therapist', 'prescriber', 'physician']);

/** Whether somebody who takes an alert on ends its calls. Whoever does not has only seen it. */
export const endsCalls = (kind: string, role: string): boolean => !CLINICAL_KINDS.has(kind) || CLINICIANS.has(role);

/**
 * Whom a tier calls. Whoever has seen the alert and may not act on it is left in peace, but only while it calls somebody who may: an alert never
 * calls nobody.
 *
 * @param clinicians who are called and may act
 * @param others     who are called beside them
 * @param seenBy     of these, who said that they have seen it
 */
export function whomToCall(clinicians: readonly string[], others: readonly string[], seenBy: ReadonlySet<string>): string[] {
  const heard = clinicians.length > 0 ? others.filter((id) => !seenBy.has(id)) : others;
  return [...new Set([...clinicians, ...heard])];
}
