import type { GateFinding } from './entry.js';

/** Whether somebody may do their part where the patient is: `met`, or the stable reason why not (`#credentials`, `AuthorityLack`). */
export type PartStanding = Readonly<{ personId: string; reason: string; until: string | null }>;
/** Where the patient is, as it was said for this very day on their clock, or where the clinic is; and who may do what there. */
export type GatePlace = Readonly<{
  /** ISO 3166-2; null when nobody has said it today, or has written down where the clinic is. */
  jurisdiction: string | null;
  /** As `2026-11-29`, on the clock of the patient. */
  day: string;
  /** Whoever has signed the dose, and whoever is to release it: to prescribe there. */
  prescribers: readonly PartStanding[];
  /** To treat there. */
  therapist: PartStanding;
  isClinic?: boolean;
}>;

/**
 * No dose where a clinician of the session may not treat the patient, or prescribe to them, on this day.
 *
 * @returns the finding: `covered-there`, `place-not-stated` (of the clinic `clinic-place-not-stated`), or the part and what it lacks (`prescriber-dea-registration-over`)
 */
export function judgePlace({ jurisdiction, day, prescribers, therapist, isClinic }: GatePlace): GateFinding {
  const say = (isMet: boolean, reason: string, who: PartStanding | null = null): GateFinding => ({
    ...{ item: 'place-licensed', isMet, reason },
    evidence: { jurisdiction, day, personId: who?.personId ?? null, until: isMet ? earliest([...prescribers, therapist]) : null },
  });
  if (jurisdiction === null) return say(false, isClinic ? 'clinic-place-not-stated' : 'place-not-stated');
  const prescriber = prescribers.find(({ reason }) => reason !== MET);
  if (prescriber || !prescribers.length) return say(false, `prescriber-${prescriber?.reason ?? 'licence-missing'}`, prescriber);
  if (therapist.reason !== MET) return say(false, `therapist-${therapist.reason}`, therapist);
  return say(true, 'covered-there');
}

const MET = 'met';
const earliest = (parts: readonly PartStanding[]): string | null => parts.map(({ until }) => until).sort()[0] ?? null;
