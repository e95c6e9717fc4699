import { Clock } from './clock.js';
import { Config, requireConfig } from './config.js';
import { Database } from './database.js';
import { DemoClock } from './demo-clock.js';

const config = requireConfig({ ...process.env, HEARTH_MODE: 'demo' });
const production = new Config({ ...config, mode: 'production', isClockMovable: false });
const database = new Database(config);
const clock = new Clock(database, config);
const resume = () => new DemoClock(database, config).onModuleInit();

beforeEach(async () => {
  await database.sql`DELETE FROM clock_offset`;
  await database.sql`DELETE FROM sweeper_heartbeat`;
});
afterAll(() => database.onApplicationShutdown());

const advance = (to: Date) => database.transact((tx) => clock.advance(tx, to));
const minutesFrom = (at: Date, min: number) => new Date(at.getTime() + min * 60_000);
/** As if every server had stopped so many minutes ago, having last seen `seenAt`. */
const stopped = (seenAt: Date, min: number) =>
  database.transact(async (tx) => {
    await tx.sql`UPDATE clock_offset SET seen_at = ${seenAt}`;
    await tx.sql`UPDATE sweeper_heartbeat SET at = clock_timestamp() - ${min}::int * interval '1 minute'`;
  });

describe('the clock', () => {
  it('is real time until it is moved, and moves for everyone at once', async () => {
    const before = await clock.now();
    expect((await clock.read()).offsetMs).toBe(0);
    const to = minutesFrom(before, 60);
    await advance(to);
    const after = await clock.now();
    expect(after.getTime()).toBeGreaterThanOrEqual(to.getTime());
    expect(after.getTime()).toBeLessThan(minutesFrom(to, 1).getTime());
    expect((await clock.read()).offsetMs).toBeGreaterThan(59 * 60_000);
  });

  it('never goes back', async () => {
    const start = await clock.now();
    await advance(minutesFrom(start, 60));
    await advance(minutesFrom(start, 30));
    expect((await clock.now()).getTime()).toBeGreaterThanOrEqual(minutesFrom(start, 60).getTime());
  });

  it('moves in the transaction that moves it, and not at all when that fails', async () => {
    const to = minutesFrom(await clock.now(), 60);
    const failing = database.transact(async (tx) => {
      await clock.advance(tx, to);
      expect((await clock.now(tx)).getTime()).toBeGreaterThanOrEqual(to.getTime());
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect((await clock.now()).getTime()).toBeLessThan(to.getTime());
  });

  it('stands still while the clinic is stopped, and goes on where it stopped', async () => {
    await resume();
    const seenAt = minutesFrom(await clock.now(), -600);
    await stopped(seenAt, 600);
    await resume();
    const now = await clock.now();
    expect(now.getTime()).toBeGreaterThan(seenAt.getTime());
    expect(now.getTime()).toBeLessThan(minutesFrom(seenAt, 1).getTime());
  });

  it('runs on when another server is alive', async () => {
    await resume();
    await advance(minutesFrom(await clock.now(), 60));
    const before = (await clock.read()).offsetMs;
    await resume();
    expect((await clock.read()).offsetMs).toBe(before);
  });

  it('runs on when the others were only cut off, and are heard again', async () => {
    await resume();
    await advance(minutesFrom(await clock.now(), 60));
    const before = (await clock.read()).offsetMs;
    await stopped(minutesFrom(await clock.now(), -1), 1);
    const resumed = resume();
    const beat = () => database.sql`UPDATE sweeper_heartbeat SET at = clock_timestamp()`;
    const beats = setInterval(() => void beat(), 50);
    await resumed.finally(() => clearInterval(beats));
    expect((await clock.read()).offsetMs).toBe(before);
  });

  it('resumes once when two servers boot together', async () => {
    await resume();
    const seenAt = minutesFrom(await clock.now(), -600);
    await stopped(seenAt, 600);
    await Promise.all([resume(), resume(), resume()]);
    expect((await clock.now()).getTime()).toBeLessThan(minutesFrom(seenAt, 1).getTime());
  });

  it('cannot be moved in production, which refuses a database whose clock was', async () => {
    const real = new Clock(database, production);
    await expect(database.transact((tx) => real.advance(tx, new Date('2099-01-01')))).rejects.toMatchObject({
      code: 'clock.not-movable',
    });
    const boot = () => new DemoClock(database, production).onModuleInit();
    await boot();
    await advance(minutesFrom(await clock.now(), 1));
    await expect(boot()).rejects.toThrow(/^DATABASE_URL: this database belongs to a demo or a test/);
  });

  it('is STABLE, so that what is due is found by an index', async () => {
    const [row] = await database.sql`SELECT provolatile::text AS volatility FROM pg_proc WHERE proname = 'app_now'`;
    expect(row).toEqual({ volatility: 's' });
    const spread = await database.sql`SELECT count(DISTINCT app_now()) AS n FROM generate_series(1, 1000)`;
    expect(spread).toEqual([{ n: 1 }]);
    await database.sql`
      INSERT INTO outbox_event (name, payload, due_at) SELECT 'later', '{}', app_now() + n * interval '1 hour' FROM generate_series(1, 5000) AS n`;
    await database.sql`ANALYZE outbox_event`;
    const plan = await database.sql`
      EXPLAIN SELECT id FROM outbox_event
      WHERE done_at IS NULL AND voided_at IS NULL AND parked_at IS NULL AND direct = false AND due_at <= app_now() ORDER BY due_at`;
    expect(JSON.stringify(plan)).toMatch(/Index Cond: [^"]*app_now\(\)/);
  });
});
