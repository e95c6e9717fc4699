import { DAY, type LocalTime, MINUTE, type ZoneTable } from '#kernel';

/**
 * What a wall time that somebody enters means. `exact`: one instant. `repeated`: two, since the clocks go back over it. `skipped`: none,
 * since they go forward over it; `before` and `after` are as far from the change as the time that was entered is on either side of it,
 * so that 02:30 in a night without the hour from 02:00 is 01:30 or 03:30. All in epoch ms.
 */
export type WallTime =
  | Readonly<{ kind: 'exact'; at: number }>
  | Readonly<{ kind: 'repeated'; first: number; second: number }>
  | Readonly<{ kind: 'skipped'; before: number; after: number }>;

/** Reads a wall time; which of several is meant is for whoever entered it to say. */
export function readWallTime({ changes }: ZoneTable, { day, minute }: LocalTime): WallTime {
  const wall = day * DAY + minute * MINUTE;
  const holds = (at: number, i: number) =>
    (i === 0 || changes[i]!.at <= at) && at < (changes[i + 1]?.at ?? Number.POSITIVE_INFINITY);
  const instants = changes.flatMap(({ offsetMin }, i) => {
    const at = wall - offsetMin * MINUTE;
    return holds(at, i) ? [at] : [];
  });
  const [first, second] = instants;
  if (first !== undefined) return second === undefined ? { kind: 'exact', at: first } : { kind: 'repeated', first, second };
  const gap = changes.findIndex(
    ({ at, offsetMin }, i) => i > 0 && wall - offsetMin * MINUTE < at && at <= wall - changes[i - 1]!.offsetMin * MINUTE,
  );
  const [earlier, later] = [changes[gap - 1]!, changes[gap]!];
  return { kind: 'skipped', before: wall - later.offsetMin * MINUTE, after: wall - earlier.offsetMin * MINUTE };
}
