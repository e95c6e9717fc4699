import { Storm } from '../chaos/storm.js';
import { seedOfRun } from '../support/dice.js';

const seed = seedOfRun();
/** How late what fired was is asserted where a machine is quiet: npm run chaos. */
describe(`a small storm over two apis and two workers (FAULT_SEED=${seed})`, () => {
  it('loses nothing, doubles nothing, shows every screen 1..N in order, and escalates every missed check once', async () => {
    const { faults, facts, lateness } = await Storm.run({
      seed,
      lengthMs: 20_000,
      sessions: 5,
      viewersPerSession: 2,
      bookings: 4,
      readingsEveryMs: 1_000,
      gapMs: [1_000, 3_000],
      apis: 2,
      workers: 2,
    });
    expect(faults).toEqual([]);
    expect(Number(facts['acknowledged'])).toBeGreaterThan(0);
    expect(Number(facts['checks missed'])).toBeGreaterThan(0);
    expect(Number(facts['reminders due'])).toBeGreaterThan(0);
    expect(lateness.fired).toBeGreaterThan(0);
  }, 300_000);
});
