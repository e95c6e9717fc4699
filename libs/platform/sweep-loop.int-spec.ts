import { asOwner } from '../../test/support/owner.js';
import { Config, requireConfig } from './config.js';
import { Database } from './database.js';
import { Log } from './log.js';
import { SweepLoop } from './sweep-loop.js';

const config = requireConfig({ ...process.env, HEARTH_MODE: 'demo' });
const database = new Database(config);
const lines: string[] = [];
const log = new Log({ write: (line: string) => void lines.push(line) });
const started: SweepLoop[] = [];

const FIRE = `
  WITH due AS (SELECT id FROM alarm WHERE fired_at IS NULL AND due_at <= app_now() ORDER BY due_at LIMIT 3 FOR UPDATE SKIP LOCKED),
       fired AS (UPDATE alarm SET fired_at = app_now(), times = times + 1 FROM due WHERE alarm.id = due.id RETURNING 1)
  SELECT count(*)::int AS fired FROM fired`;
const NEXT = 'SELECT min(due_at) AS due_at FROM alarm WHERE fired_at IS NULL';

function sweeper(as: Config = config): SweepLoop {
  const loop = new SweepLoop(as, log);
  loop.register('alarms', FIRE, 3, NEXT);
  started.push(loop);
  return loop;
}
const until = async (isTrue: () => Promise<boolean>) => {
  while (!(await isTrue())) await new Promise((done) => setTimeout(done, 10));
};
const unfired = async () => (await database.sql<{ n: number }>`SELECT count(*) AS n FROM alarm WHERE fired_at IS NULL`)[0]!.n;
const beats = async () => (await database.sql`SELECT node FROM sweeper_heartbeat`).length;

beforeAll(() =>
  asOwner(`
    CREATE TABLE alarm (id serial PRIMARY KEY, due_at timestamptz, fired_at timestamptz, times int DEFAULT 0);
    GRANT SELECT, UPDATE ON alarm TO app_sweep`),
);
afterEach(async () => {
  await Promise.all(started.splice(0).map((loop) => loop.onApplicationShutdown()));
  await database.sql`DELETE FROM alarm`;
  await database.sql`DELETE FROM clock_offset`;
});
afterAll(() => database.onApplicationShutdown());

const alarms = (n: number, due: string) =>
  database.sql`INSERT INTO alarm (due_at) SELECT ${due}::timestamptz FROM generate_series(1, ${n}::int)`;

describe('SweepLoop', () => {
  it('fires what is due, at once as long as batches are full, each row once, with several sweepers', async () => {
    await alarms(50, '2020-01-01');
    for (const loop of [sweeper(), sweeper(), sweeper()]) loop.onApplicationBootstrap();
    await until(async () => (await unfired()) === 0);
    expect(await database.sql`SELECT 1 FROM alarm WHERE times <> 1`).toEqual([]);
  });

  it('fires on demand, counts, and names what comes next', async () => {
    const loop = sweeper();
    await alarms(7, '2020-01-01');
    await alarms(1, '2099-01-01T10:00Z');
    expect(await loop.runNow()).toBe(7);
    expect(await loop.nextDueAt()).toEqual(new Date('2099-01-01T10:00:00Z'));
  });

  it('goes on when one sweep fails, but then shows no sign of life', async () => {
    const loop = sweeper();
    loop.register('broken', 'SELECT 1 / 0 AS fired', 1);
    await alarms(1, '2020-01-01');
    loop.onApplicationBootstrap();
    await until(async () => (await unfired()) === 0 && lines.length > 0);
    expect(await beats()).toBe(0);
    expect(lines[0]).toContain('"sqlState":"22012"');
  });

  it('shows a sign of life, and leaves when it stops', async () => {
    const loop = sweeper();
    loop.onApplicationBootstrap();
    await until(async () => (await beats()) === 1);
    await loop.onApplicationShutdown();
    started.length = 0;
    expect(await beats()).toBe(0);
  });

  it('is not kept from sweeping by however many who ask how old its last sweep is', async () => {
    const loop = sweeper();
    await alarms(1, '2020-01-01');
    const fired = await database.transact(async (tx) => {
      await tx.sql`LOCK sweeper_heartbeat`; // whoever asks now has to wait
      const asked = Promise.allSettled(Array.from({ length: 20 }, () => loop.ageSec()));
      return Promise.race([loop.runNow(), asked.then(() => 'asked')]);
    });
    expect(fired).toBe(1);
  });

  it('notes the time where the clock is movable, and only there', async () => {
    await sweeper(new Config({ ...config, isClockMovable: false })).onApplicationShutdown();
    await database.sql`INSERT INTO clock_offset DEFAULT VALUES`;
    const seenAt = async () =>
      (await database.sql<{ seenAt: Date | null }>`SELECT seen_at AS "seenAt" FROM clock_offset`)[0]!.seenAt;
    expect(await seenAt()).toBeNull();
    started.length = 0;
    const loop = sweeper();
    loop.onApplicationBootstrap();
    await until(async () => (await seenAt()) !== null);
  });
});
