import { Problem } from '#kernel';
import { asOwner } from '../../test/support/owner.js';
import { requireConfig } from './config.js';
import { Database } from './database.js';
import { Housekeeping } from './housekeeping.js';
import { PostgresLimits } from './limit-stores.js';
import { Log } from './log.js';
import { RateLimits } from './rate-limits.js';
import { RedisLink } from './redis-link.js';

const quiet = new Log({ write: () => {} });
const config = requireConfig(process.env);
const link = new RedisLink(config, quiet);
const database = new Database(config);
const process_ = () => new RateLimits(database, link, new Housekeeping(database, quiet));
const [one, other] = [process_(), process_()];
const MOST = 40;

const minuteNow = () => Math.floor(Date.now() / 60_000);
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
/** Again, with another key, when the minute ended on the way. */
async function withinOneMinute<T>(work: (key: string) => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    const began = minuteNow();
    const result = await work(`${expect.getState().currentTestName}:${attempt}`);
    if (minuteNow() === began) return result;
  }
}
const problemOf = async (work: () => unknown): Promise<Problem | undefined> => {
  try {
    await work();
  } catch (thrown) {
    if (thrown instanceof Problem) return thrown;
    throw thrown;
  }
  return undefined;
};
/** How many requests a process lets through until it refuses one. */
async function spendAll(limits: RateLimits, key: string, pauseMs = 0): Promise<number> {
  for (let spent = 0; ; spent++) {
    if (await problemOf(() => limits.spend(key, MOST))) return spent;
    if (pauseMs) await pause(pauseMs);
  }
}

beforeAll(async () => {
  link.onApplicationBootstrap();
  for (const limits of [one, other]) limits.onApplicationBootstrap();
  while (link.isMissed) await pause(10);
});
afterAll(async () => {
  for (const limits of [one, other]) await limits.onModuleDestroy();
  await link.onApplicationShutdown();
  await database.onApplicationShutdown();
});

describe('RateLimits', () => {
  it('lets through what is allowed in a minute, and says when to come again', async () => {
    const problem = await withinOneMinute(async (key) => {
      expect(await spendAll(one, key)).toBe(MOST);
      expect(await problemOf(() => one.spend(`${key} of another`, MOST))).toBeUndefined();
      return problemOf(() => one.spend(key, MOST));
    });
    expect(problem).toMatchObject({ code: 'request.too-many', kind: 'too-many' });
    expect(problem!.facts['retryAfterSec']).toBeGreaterThan(0);
    expect(problem!.facts['retryAfterSec']).toBeLessThanOrEqual(60);
  });

  it('is one budget for all processes', async () => {
    const spentByOther = await withinOneMinute(async (key) => {
      await spendAll(one, key);
      return spendAll(other, key, 50);
    });
    expect(spentByOther).toBeLessThan(MOST);
  });

  it('counts surely what must not be tried uncounted, at once for all processes', async () => {
    const tries = await withinOneMinute(async (key) => {
      const made: (Problem | undefined)[] = [];
      for (const limits of [one, other, one, other]) made.push(await problemOf(() => limits.spendSurely(key, 3)));
      return made;
    });
    expect(tries.map((problem) => problem?.code)).toEqual([undefined, undefined, undefined, 'request.too-many']);
  });

  it('lets requests through when nobody can count together, but none that must be counted surely', async () => {
    await asOwner('ALTER TABLE rate_limit RENAME TO rate_limit_away');
    link.commands?.disconnect(true); // and it comes back by itself
    expect(await withinOneMinute((key) => spendAll(one, key))).toBe(MOST);
    expect(await problemOf(() => one.spendSurely('nobody counts', 3))).toMatchObject({ code: 'database.unavailable' });
    await asOwner('ALTER TABLE rate_limit_away RENAME TO rate_limit');
  });

  it('keeps no counts of minutes that are over', async () => {
    const limits = new PostgresLimits(database);
    await limits.add(minuteNow() - 10, new Map([['long ago', 1]]));
    await limits.add(minuteNow(), new Map([['now', 1]]));
    await limits.tidy(100);
    const kept = await database.sql`SELECT key FROM rate_limit WHERE key IN ('long ago', 'now')`;
    expect(kept).toEqual([{ key: 'now' }]);
  });
});
