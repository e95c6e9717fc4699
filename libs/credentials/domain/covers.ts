import { type Held, holding, type Lack } from './held.js';

/** What a register says beside licences: it lets nobody treat patients (`authority.ts`). */
export const AUTHORITY_KINDS = ['prescriptive-authority', 'state-registration', 'dea-registration', 'collaboration'] as const;
export type AuthorityKind = (typeof AUTHORITY_KINDS)[number];
export const isLicence = ({ kind }: { kind: string }): boolean => !AUTHORITY_KINDS.some((other) => other === kind);

/** A licence, or what goes with one, as it was checked. */
export type LicenceFact = Held &
  Readonly<{
    id: string;
    kind: string;
    /** ISO 3166-2. */
    jurisdiction: string;
  }>;

export type NotCovered = Exclude<Lack, 'missing'> | 'no-licence-there' | 'not-stated';
export type Covered = Readonly<
  { isCovered: true; reason: 'covered'; licenceId: string; until: string } | { isCovered: false; reason: NotCovered }
>;

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
  const found = holding(
    licences.filter((licence) => isLicence(licence) && licence.jurisdiction === place),
    day,
  );
  if (found.longest) return { isCovered: true, reason: 'covered', licenceId: found.longest.id, until: found.longest.validTo };
  return { isCovered: false, reason: found.lack === 'missing' ? 'no-licence-there' : found.lack };
}

/** So many days before its last day it is said that a licence has to be renewed. Source: docs/clinical-defaults.md, "Licences and places". */
export const REMIND_DAYS_BEFORE = [60, 30, 7] as const;
/** From so many days before its last day on a licence stands as ending. Source: docs/clinical-defaults.md, "Licences and places". */
export const SOON_DAYS = 30;

export type Standing = 'active' | 'ends-soon' | 'not-yet' | 'over' | 'ended';

/**
 * How a licence stands, for a list.
 *
 * @param today  as `2026-11-29`, on the clock of the clinic
 * @param soonTo the day `SOON_DAYS` after it
 */
export function standingOf({ hasEnded, validFrom, validTo }: Held, today: string, soonTo: string): Standing {
  if (hasEnded) return 'ended';
  if (today > validTo) return 'over';
  if (today < validFrom) return 'not-yet';
  return validTo <= soonTo ? 'ends-soon' : 'active';
}
