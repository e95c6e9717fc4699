import type { ServerName } from '../support/clinic.js';
import type { Dice } from '../support/dice.js';

/** What happens to one server process. */
const TO_ONE = ['kill', 'kill', 'freeze', 'cut', 'half-cut', 'reset', 'slow', 'vanish', 'wrong-clock'] as const;
/** What happens between the browsers and one api. */
const AT_A_DOOR = ['door-reset', 'door-block', 'door-slow', 'door-vanish'] as const;
/** What happens to the database, or to all. */
const TO_ALL = [
  'crash',
  'database-frozen',
  'terminate',
  'cut-all',
  'hold-row',
  'wipe-queues',
  'wipe-queues',
  'clock-step',
] as const;

export type FaultKind = (typeof TO_ONE)[number] | (typeof AT_A_DOOR)[number] | (typeof TO_ALL)[number] | 'rolling-restart';
/** One fault: when, counted from the beginning; to whom, if it is one process; how long it lasts, where it lasts. */
export type Fault = Readonly<{ atMs: number; kind: FaultKind; who: ServerName; lastsMs: number }>;
export type PlanOptions = Readonly<{
  lengthMs: number;
  gapMs: readonly [least: number, most: number];
  names: readonly ServerName[];
}>;

/** Between two crashes of the database, or other blows to all, the clinic gets this long to recover. */
const REST_MS = 12_000;

/** What will go wrong, and when: the same for the same dice. */
export function faultPlan(dice: Dice, { lengthMs, gapMs, names }: PlanOptions): Fault[] {
  const faults: Fault[] = [];
  let calmFromMs = 4_000;
  for (let atMs = gapMs[0]; atMs < lengthMs; atMs += dice.between(...gapMs)) {
    const isForAll = atMs >= calmFromMs && dice.isLucky(0.35);
    const kind = isForAll
      ? dice.isLucky(0.1)
        ? 'rolling-restart'
        : dice.pick(TO_ALL)
      : dice.pick(dice.isLucky(0.25) ? AT_A_DOOR : TO_ONE);
    const who = dice.pick(kind.startsWith('door') ? names.filter((name) => name.startsWith('api')) : names);
    const lastsMs = kind === 'cut-all' ? 5_000 : dice.between(500, kind === 'database-frozen' ? 4_000 : 6_000);
    if (isForAll) calmFromMs = atMs + REST_MS;
    faults.push({ atMs, kind, who, lastsMs });
  }
  return faults;
}
