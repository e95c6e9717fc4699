/** A licence as it was checked. Days as `2026-11-29`, both included. */
export type LicenceFact = Readonly<{
  id: string;
  /** ISO 3166-2. */
  jurisdiction: string;
  validFrom: string;
  validTo: string;
  hasEnded: boolean;
}>;

/** Why a licence does not cover, that one last which comes closest to covering. */
const CLOSEST_LAST = ['no-licence-there', 'ended', 'over', 'not-yet'] as const;
export type NotCovered = (typeof CLOSEST_LAST)[number] | 'not-stated';
export type Covered = Readonly<
  { isCovered: true; reason: 'covered'; licenceId: string; until: string } | { isCovered: false; reason: NotCovered }
>;

type Judged = 'covers' | (typeof CLOSEST_LAST)[number];

function judge({ jurisdiction, hasEnded, validFrom, validTo }: LicenceFact, place: string, day: string): Judged {
  if (jurisdiction !== place) return 'no-licence-there';
  if (hasEnded) return 'ended';
  if (day > validTo) return 'over';
  return day < validFrom ? 'not-yet' : 'covers';
}

/**
 * Whether a clinician may treat somebody who is at a place on a day: one licence of theirs has to be given for exactly that place, be
 * valid on that day, and not have ended. A licence that has ended covers nothing, whichever day is asked for. Where nobody has said
 * where the patient is, nothing covers it.
 *
 * @param licences of one clinician
 * @param place    ISO 3166-2, as the patient has stated it; null when they have not
 * @param day      as `2026-11-29`, on the clock of the patient: today or later
 * @returns        of licences that cover it the one that is valid longest; or the reason that comes closest to covering
 */
export function covers(licences: readonly LicenceFact[], place: string | null, day: string): Covered {
  if (place === null) return { isCovered: false, reason: 'not-stated' };
  const judged = licences.map((licence) => ({ licence, verdict: judge(licence, place, day) }));
  const [longest] = judged
    .filter(({ verdict }) => verdict === 'covers')
    .map(({ licence }) => licence)
    .toSorted((a, b) => b.validTo.localeCompare(a.validTo));
  if (longest) return { isCovered: true, reason: 'covered', licenceId: longest.id, until: longest.validTo };
  const reason = CLOSEST_LAST.findLast((one) => judged.some(({ verdict }) => verdict === one)) ?? 'no-licence-there';
  return { isCovered: false, reason };
}

/**
 * Whether a clinician can be licensed for an appointment, as far as anybody knows: where the patient has not said yet where they will
 * be, any licence that is valid on that day is enough for now.
 *
 * @param place the newest that was stated; null when there is none
 */
export const mayBeLicensed = (licences: readonly LicenceFact[], place: string | null, day: string): boolean =>
  (place === null ? licences.map(({ jurisdiction }) => jurisdiction) : [place]).some(
    (one) => covers(licences, one, day).isCovered,
  );

/** So many days before its last day it is said that a licence has to be renewed. Source: domain.md §4.1, "Licence". */
export const REMIND_DAYS_BEFORE = [60, 30, 7] as const;
/** From so many days before its last day on a licence stands as ending. Source: domain.md §4.1, "Licence". */
export const SOON_DAYS = 30;

export type Standing = 'active' | 'ends-soon' | 'not-yet' | 'over' | 'ended';

/**
 * How a licence stands, for a list.
 *
 * @param today  as `2026-11-29`, on the clock of the clinic
 * @param soonTo the day `SOON_DAYS` after it
 */
export function standingOf({ hasEnded, validFrom, validTo }: LicenceFact, today: string, soonTo: string): Standing {
  if (hasEnded) return 'ended';
  if (today > validTo) return 'over';
  if (today < validFrom) return 'not-yet';
  return validTo <= soonTo ? 'ends-soon' : 'active';
}
