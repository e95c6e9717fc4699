import type { WeeklyTime } from '#contracts';

export const DAY_PARTS = [
  { name: 'Morning', fromMin: 480, toMin: 720 },
  { name: 'Afternoon', fromMin: 720, toMin: 1020 },
  { name: 'Evening', fromMin: 1020, toMin: 1200 },
] as const;
export const DAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** `3|0`: the morning of a Wednesday. */
export const partKey = (isoWeekday: number, part: number): string => `${isoWeekday}|${part}`;
const EVERY_PART = DAY_NAMES.flatMap((_, day) => DAY_PARTS.map((_part, part) => partKey(day + 1, part)));

/** The parts of a week that weekly times cover; all when there are none, for then everything suits. */
export function partsOf(weekly: readonly WeeklyTime[]): ReadonlySet<string> {
  if (!weekly.length) return new Set(EVERY_PART);
  return new Set(
    EVERY_PART.filter((key) => {
      const [day, part] = key.split('|').map(Number) as [number, number];
      const { fromMin, toMin } = DAY_PARTS[part]!;
      return weekly.some((row) => row.isoWeekday === day && row.fromMin <= fromMin && toMin <= row.toMin);
    }),
  );
}

/** Weekly times of the parts, those that touch in one; none when everything suits. */
export function weeklyOf(parts: ReadonlySet<string>): WeeklyTime[] {
  if (EVERY_PART.every((key) => parts.has(key))) return [];
  return DAY_NAMES.flatMap((_, day) => {
    const rows: WeeklyTime[] = [];
    for (const [part, { fromMin, toMin }] of DAY_PARTS.entries()) {
      if (!parts.has(partKey(day + 1, part))) continue;
      const last = rows.at(-1);
      if (last?.toMin === fromMin) rows[rows.length - 1] = { ...last, toMin };
      else rows.push({ isoWeekday: day + 1, fromMin, toMin, firstDay: null, lastDay: null });
    }
    return rows;
  });
}
