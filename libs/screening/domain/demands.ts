import { DAY } from '#kernel';

export type Demand =
  | 'identity-not-seen'
  | 'safety-answers-missing'
  | 'safety-answers-too-old'
  | 'location-not-stated'
  | 'not-licensed-there'
  | 'clearance-out'
  | 'clearance-unread'
  | 'not-a-prescriber';

/** What is known before a decision; instants in epoch ms. `licensedUntil`: a day of the calendar, null when no licence covers the place. */
export type Evidence = Readonly<{
  isPrescriber: boolean;
  isIdentitySeen: boolean;
  safetyAnsweredAt: number | null;
  place: Readonly<{ statedAt: number; licensedUntil: string | null }> | null;
  clearances: readonly ('asked' | 'answered' | 'read' | 'withdrawn')[];
}>;

/**
 * So old the answers to the safety questions may be, and the patient's word on where they are, in ms.
 *
 * @source domain.md §4.1 Enrolment ("C-SSRS ≤7 d"); the place "today": §1b, match on the physical location on the day
 */
export const SAFETY_ANSWERS_LAST = 7 * DAY;
export const PLACE_LASTS = DAY;

/**
 * What is missing before a patient can be called eligible. None of it decides anything: a clinician does, and findings reject nobody.
 *
 * @param now   epoch ms
 * @param today the day that it is, "2026-11-29"
 */
export function demandsFor(evidence: Evidence, now: number, today: string): Demand[] {
  const { isPrescriber, isIdentitySeen, safetyAnsweredAt, place, clearances } = evidence;
  const demands: Demand[] = [];
  if (!isPrescriber) demands.push('not-a-prescriber');
  if (!isIdentitySeen) demands.push('identity-not-seen');
  if (safetyAnsweredAt === null) demands.push('safety-answers-missing');
  else if (safetyAnsweredAt <= now - SAFETY_ANSWERS_LAST) demands.push('safety-answers-too-old');
  if (!place || place.statedAt <= now - PLACE_LASTS) demands.push('location-not-stated');
  else if (place.licensedUntil === null || place.licensedUntil < today) demands.push('not-licensed-there');
  if (clearances.includes('asked')) demands.push('clearance-out');
  if (clearances.includes('answered')) demands.push('clearance-unread');
  return demands;
}
