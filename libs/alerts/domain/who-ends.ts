/** Alerts about what a patient has answered, has or does not want any more, or what speaks against going on: a clinician looks at it, and nobody else can. */
const CLINICAL_KINDS: ReadonlySet<string> = new Set([
  'safety-answer',
  'assessment-review',
  'course-paused',
  'course-review-overdue',
  'supply-discrepancy',
  'supply-recalled',
  'consent-withdrawn',
  'aftercare-unanswered',
  'aftercare-unwell',
]);
const CLINICIANS: ReadonlySet<string> = new Set(['therapist', 'prescriber', 'physician']);

/** Whether somebody who takes an alert on ends its calls. Whoever does not has only seen it. */
export const endsCalls = (kind: string, role: string): boolean => !CLINICAL_KINDS.has(kind) || CLINICIANS.has(role);

/** `onCallId`: who is on call that minute; null: nobody is. `teamIds`: clinicians of the patient. `adminIds`: who run the clinic. */
export type Callable = Readonly<{ onCallId: string | null; teamIds: readonly string[]; adminIds: readonly string[] }>;

/**
 * Whom a tier calls. An admin who has seen the alert and may not act on it is left in peace, but only while somebody is on call: filling that gap is
 * what an admin can do about it.
 *
 * @param seenBy who said that they have seen it
 */
export function whomToCall({ onCallId, teamIds, adminIds }: Callable, seenBy: ReadonlySet<string>): string[] {
  const admins = onCallId === null ? adminIds : adminIds.filter((id) => !seenBy.has(id));
  return [...new Set([...(onCallId === null ? [] : [onCallId]), ...teamIds, ...admins])];
}
