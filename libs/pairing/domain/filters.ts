import type { ClinicianRegister, Days, Held, PatientNeed } from './register.js';

/** Why somebody cannot be paired, in the order in which it is asked: the first that holds decides. */
export const FILTERS = [
  ...(['not-here', 'conflict-of-interest', 'excluded-by-patient', 'excluded-by-clinician', 'place-not-stated'] as const),
  ...(['no-licence', 'no-prescribing-authority', 'no-controlled-substances', 'no-collaborator', 'no-legal-basis'] as const),
  ...(['no-common-language', 'full'] as const),
] as const;
export type Filter = (typeof FILTERS)[number];

/** `day`: the first of the course on which it is so; null where it does not hang on days. */
export type Deciding = Readonly<{ filter: Filter; day: number | null }>;

/**
 * The first day that nothing of it covers.
 *
 * @param held   spans of days, in any order; they may overlap
 * @param isMeant of which of them it is asked
 * @returns      null when every day is covered
 */
export function firstGap<T extends Days>(held: readonly T[], days: Days, isMeant: (one: T) => boolean): number | null {
  let day = days.from;
  while (day <= days.to) {
    let reached = day - 1;
    for (const one of held) if (one.from <= day && one.to > reached && isMeant(one)) reached = one.to;
    if (reached < day) return day;
    day = reached + 1;
  }
  return null;
}

const gapAt = (held: readonly Held[] | 'not-kept', place: string, days: Days): number | null =>
  held === 'not-kept' ? null : firstGap(held, days, (one) => one.place === place);

/** What only a prescriber has to have, on every day of the course. */
function ofPrescriber(one: ClinicianRegister, need: PatientNeed, place: string): Deciding | null {
  const { course, legalBases } = need;
  const prescribing = gapAt(one.prescribing, place, course);
  if (prescribing !== null) return { filter: 'no-prescribing-authority', day: prescribing };
  const controlled = gapAt(one.controlledSubstances, place, course);
  if (controlled !== null) return { filter: 'no-controlled-substances', day: controlled };
  const together = one.collaboratesIn.includes(place) ? gapAt(one.collaborations, place, course) : null;
  if (together !== null) return { filter: 'no-collaborator', day: together };
  if (legalBases === 'not-kept' || legalBases === 'not-asked') return null;
  const isMeant = ({ prescriberId }: { prescriberId: string | null }) => prescriberId === null || prescriberId === one.personId;
  const lawful = firstGap(legalBases, course, isMeant);
  return lawful === null ? null : { filter: 'no-legal-basis', day: lawful };
}

/** What speaks for itself, whatever the day. */
function ofPeople({ personId, isHere }: ClinicianRegister, need: PatientNeed): Filter | null {
  if (!isHere) return 'not-here';
  if (need.hasConflictWith.has(personId)) return 'conflict-of-interest';
  if (need.wantsNot.has(personId)) return 'excluded-by-patient';
  if (need.isNotTakenBy.has(personId)) return 'excluded-by-clinician';
  return need.place === null ? 'place-not-stated' : null;
}

/**
 * The filter that keeps a clinician from a patient; null when none does. Nothing is weighed here: one filter is enough.
 *
 * A licence has to be valid on every day of the course at the place where the patient is. A register that the clinic does not keep
 * keeps nobody out. Source: docs/clinical-defaults.md, "Pairing".
 */
export function decidingFilter(one: ClinicianRegister, need: PatientNeed): Deciding | null {
  const filter = ofPeople(one, need);
  if (filter !== null) return { filter, day: null };
  const place = need.place!;
  const unlicensed = gapAt(one.licences, place, need.course);
  if (unlicensed !== null) return { filter: 'no-licence', day: unlicensed };
  const prescribes = need.part === 'prescriber' ? ofPrescriber(one, need, place) : null;
  if (prescribes !== null) return prescribes;
  if (!one.languages.some((language) => need.languages.includes(language))) return { filter: 'no-common-language', day: null };
  return one.load >= one.capacity ? { filter: 'full', day: null } : null;
}
