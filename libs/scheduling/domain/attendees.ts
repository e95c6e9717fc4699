import type { WeeklyHours } from './working-hours.js';

/** When a patient is offered times who has not said which suit: 8 to 20 h of every day. */
export const PATIENT_HOURS = [1, 2, 3, 4, 5, 6, 7].map((isoWeekday): WeeklyHours => ({ isoWeekday, fromMin: 480, toMin: 1200 }));

/**
 * What a part asks of somebody's hours: clinicians keep theirs, patients their wishes, a chaperone comes whenever the patient does.
 *
 * @param zone where the person lives
 */
export const hoursOf = (part: string, zone: string) => ({
  hoursZone: part === 'chaperone' ? null : zone,
  otherwise: part === 'patient' ? PATIENT_HOURS : [],
});
