import type { Rota, RotaDuty } from '#contracts';
import { DAY_MS, isoDay } from '../time.js';

type Stretch = Readonly<{ startsAt: string; endsAt: string }>;
export type RotaDay = Readonly<{ day: string; duties: readonly RotaDuty[]; gaps: readonly Stretch[] }>;

/** The calendar days of a rota, in the clinic's zone; what goes over midnight stands on each of its days. */
export function rotaDays({ zone, startsAt, endsAt, duties, gaps }: Rota): RotaDay[] {
  const days: RotaDay[] = [];
  const last = isoDay(Date.parse(endsAt) - 1, zone);
  let day = isoDay(startsAt, zone);
  while (day <= last) {
    const isOn = (stretch: Stretch) =>
      isoDay(stretch.startsAt, zone) <= day && day <= isoDay(Date.parse(stretch.endsAt) - 1, zone);
    days.push({ day, duties: duties.filter(isOn), gaps: gaps.filter(isOn) });
    day = dayAfter(day, 1);
  }
  return days;
}

/** A day of the calendar, so many days later; noon in UTC is never skipped. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** Whether any minute of an appointment lies in a gap. */
export const isUncovered = ({ startsAt, endsAt }: Stretch, gaps: readonly Stretch[]): boolean =>
  gaps.some((gap) => gap.startsAt < endsAt && startsAt < gap.endsAt);
