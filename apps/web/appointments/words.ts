import type { AppointmentKind, ListedAppointment, SingleKind } from '#contracts';
import { KINDS } from '../clinician/hours-draft.js';
import type { Locked } from '../patient/locked-words.js';
import { dayFromNow, timeInBoth } from '../time.js';

/** What kinds are called by those who are patients of it. */
const OWN: Readonly<Record<SingleKind, string>> = {
  screening: 'First talk',
  preparation: 'Preparation',
  follow_up: 'Follow-up',
  in_clinic: 'Visit at the clinic',
};
/** What each is for, in a line. */
export const ABOUT: Readonly<Record<SingleKind, string>> = {
  screening: 'We get to know each other, and see together whether this is right for you.',
  preparation: 'You and your therapist get ready for your next session.',
  follow_up: 'A short talk about how you are doing.',
  in_clinic: 'You come to us.',
};

/** @param role of whom it is said to */
export const kindWords = (kind: AppointmentKind, role: string): string =>
  role === 'patient' ? (kind in OWN ? OWN[kind as SingleKind] : KINDS[kind]) : KINDS[kind];

const LOCKED: Readonly<Record<string, Locked>> = {
  'booked-by-clinic': { title: 'The clinic books this with you', words: 'Please write to your team, or call the clinic.' },
  'already-booked': { title: 'Already booked', words: 'You have an appointment of this kind. You can move it to another time.' },
  'nobody-takes-it': { title: 'Nobody is there for it yet', words: 'Please call the clinic: we will find somebody together.' },
};
const OTHER: Locked = { title: 'This cannot be booked now', words: 'Please call the clinic.' };

/** Why there are no times at all, from the code that comes with them. */
export const lockedWords = (reason: string): Locked => LOCKED[reason] ?? OTHER;

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** When an appointment is, on the reader's clock and on the other one. */
export function whenWords(
  { startsAt, patientZone, clinicZone }: ListedAppointment,
  role: string,
  zone: string,
  now: number,
): string {
  if (role === 'patient')
    return `${capital(dayFromNow(startsAt, now, patientZone))}, ${timeInBoth(startsAt, patientZone, clinicZone)}`;
  const both = timeInBoth(startsAt, zone, patientZone).replace('at the clinic', 'for the patient');
  return `${capital(dayFromNow(startsAt, now, zone))}, ${both}`;
}
