import { DAY, HOUR } from '#kernel';

export type Demand =
  | 'identity-not-seen'
  | 'safety-answers-missing'
  | 'safety-answers-too-old'
  | 'location-not-stated'
  | 'not-licensed-there'
  | 'clearance-out'
  | 'clearance-unread'
  | 'not-a-prescriber';

/** What is known before a decision; instants in epoch ms. `place`: where the patient said today that they are; null when they did not. */
export type Evidence = Readonly<{
  isPrescriber: boolean;
  isIdentitySeen: boolean;
  safetyAnsweredAt: number | null;
  place: Readonly<{ isLicensed: boolean }> | null;
  clearances: readonly ('asked' | 'answered' | 'read' | 'withdrawn')[];
}>;

/** So old the answers to the safety questions may be, in ms. Source: docs/clinical-defaults.md, "Screening". */
export const SAFETY_ANSWERS_LAST = 7 * DAY;
/** So old the patient's word on where they are may be, in hours. Source: docs/clinical-defaults.md, "Screening": a licence on the day, at the place. */
export const PLACE_LASTS_HOURS = DAY / HOUR;

/**
 * What is missing before a patient can be called eligible. None of it decides anything: a clinician does, and findings reject nobody.
 *
 * @param now epoch ms
 */
export function demandsFor(evidence: Evidence, now: number): Demand[] {
  const { isPrescriber, isIdentitySeen, safetyAnsweredAt, place, clearances } = evidence;
  const demands: Demand[] = [];
  if (!isPrescriber) demands.push('not-a-prescriber');
  if (!isIdentitySeen) demands.push('identity-not-seen');
  if (safetyAnsweredAt === null) demands.push('safety-answers-missing');
  else if (safetyAnsweredAt <= now - SAFETY_ANSWERS_LAST) demands.push('safety-answers-too-old');
  if (!place) demands.push('location-not-stated');
  else if (!place.isLicensed) demands.push('not-licensed-there');
  if (clearances.includes('asked')) demands.push('clearance-out');
  if (clearances.includes('answered')) demands.push('clearance-unread');
  return demands;
}
