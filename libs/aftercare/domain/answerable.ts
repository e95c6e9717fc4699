import { DAY } from '#kernel';

/** So long after a session a patient can say how they are; later their words are no answer to it. Source: ours, as long as the visit may be made up for. */
const ANSWERABLE_DAYS = 3;

/** @param dischargedAt @param now epoch ms */
export const isAnswerable = (dischargedAt: number, now: number): boolean => now < dischargedAt + ANSWERABLE_DAYS * DAY;
