import type { Fault } from '../chaos/fault-plan.js';
import { Storm, type StormOptions } from '../chaos/storm.js';
import { Dice, seedOfRun } from '../support/dice.js';

const CAP_MS = 300_000;
const seed = seedOfRun();
const small = {
  seed,
  sessions: 5,
  viewersPerSession: 2,
  bookings: 4,
  readingsEveryMs: 1_000,
  gapMs: [1_000, 3_000],
  apis: 2,
  workers: 2,
} as const;

/** How late what fired was is asserted where a machine is quiet: npm run chaos. */
async function storm(options: Pick<StormOptions, 'lengthMs' | 'plan'>) {
  const { faults, facts, lateness } = await Storm.run({ ...small, ...options });
  expect(faults).toEqual([]);
  const seen = { acknowledged: facts['acknowledged'], missed: facts['checks missed'], reminders: facts['reminders due'] };
  const counts = Object.entries({ ...seen, fired: lateness.fired });
  expect(counts.filter(([, count]) => !(Number(count) > 0))).toEqual([]); // a storm in which nothing happens proves nothing
}

/** Everything that takes the whole clinic: a deploy, a crash of PostgreSQL, five seconds without it, queues that are gone, a clock that jumps. */
function blowsToAll(dice: Dice): Fault[] {
  const who = dice.pick(['api', 'api-2', 'worker', 'worker-2'] as const);
  return [
    { atMs: 1_000, kind: 'rolling-restart', who, lastsMs: 0 },
    { atMs: 12_000, kind: 'crash', who, lastsMs: 2_000 },
    { atMs: 16_000, kind: 'wipe-queues', who, lastsMs: 0 },
    { atMs: 18_000, kind: 'cut-all', who, lastsMs: 5_000 },
    { atMs: 25_000, kind: 'clock-step', who, lastsMs: 0 },
    { atMs: 26_000, kind: 'kill', who, lastsMs: 1_000 },
  ];
}

describe(`a clinic of two apis and two workers loses nothing, doubles nothing, shows every screen 1..N in order, and escalates every missed check once (FAULT_SEED=${seed})`, () => {
  it('while processes are killed, frozen and cut off at random', () => storm({ lengthMs: 15_000 }), CAP_MS);

  it(
    'through a rolling restart, a crash of PostgreSQL, five seconds without it, and queues that are wiped',
    () => storm({ lengthMs: 28_000, plan: blowsToAll(new Dice(seed).fork('blows')) }),
    CAP_MS,
  );
});
