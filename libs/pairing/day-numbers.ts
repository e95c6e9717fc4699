import { DAY } from '#kernel';

/** @param day as `2026-11-29` @returns days since 1970-01-01 */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY;
/** @param day since 1970-01-01 @returns as `2026-11-29` */
export const dayText = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
