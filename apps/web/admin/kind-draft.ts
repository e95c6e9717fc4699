import type { AppointmentType } from '#contracts';

/** What is being changed, without what only tells which it is. */
export type KindDraft = Omit<AppointmentType, 'kind' | 'version'>;
type Parts = AppointmentType['parts'];
type Part = Parts[number]['part'];

export const PARTS: readonly (readonly [Part, string])[] = [
  ['therapist', 'Therapist'],
  ['prescriber', 'Prescriber'],
  ['chaperone', 'Companion'],
];

export const draftOf = ({ kind: _, version: _version, ...draft }: AppointmentType): KindDraft => draft;

/** With a part that was not there, for all of the time; without one that was. */
export function partsWith(parts: Parts, part: Part): Parts {
  if (parts.some((one) => one.part === part)) return parts.filter((one) => one.part !== part);
  return [...parts, { part, fromMin: 0, toMin: null, time: 'whole' }];
}

/** What keeps a draft from being saved, in words; null when nothing does. */
export function problemOf({
  lengthMin,
  gridMin,
  pauseBeforeMin,
  pauseAfterMin,
  patientsPerStaff,
  parts,
}: KindDraft): string | null {
  if (lengthMin < 5 || lengthMin > 720) return 'An appointment takes from 5 minutes to 12 hours.';
  if (gridMin < 5 || gridMin > 240) return 'It begins every 5 to 240 minutes.';
  if (pauseBeforeMin > 240 || pauseAfterMin > 240) return 'A pause takes 4 hours at the most.';
  if (patientsPerStaff < 1 || patientsPerStaff > 20) return 'A clinician looks after 1 to 20 patients in a group.';
  if (!parts.some(({ part }) => part !== 'patient')) return 'Somebody has to come beside the patient.';
  return null;
}
