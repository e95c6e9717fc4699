import type { Arrival } from '#contracts';
import { timeOfDay } from '../time.js';

/** What the patient has said of coming, in the words of a list; empty when they have said nothing. */
export function arrivalWords({ confirmedAt, lateMin, lateSaidAt }: Arrival, zone: string): string {
  if (lateMin !== null && lateSaidAt) return `says they are about ${lateMin} min late (said at ${timeOfDay(lateSaidAt, zone)})`;
  return confirmedAt ? 'says they will be there' : '';
}
