import type { Dice } from '../support/dice.js';
import type { RedisServer } from '../support/redis-server.mjs';

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
const LASTS_MS = 3_000;

/** Loses what the queues hold, in one of the ways in which a Redis does. @returns the Redis, when it works again */
export async function loseRedis(redis: RedisServer, dice: Dice): Promise<RedisServer> {
  const ways: readonly (() => Promise<void>)[] = [
    () => redis.wipe(),
    async () => {
      await redis.kill();
      await pause(LASTS_MS);
      await redis.start();
    },
    async () => {
      redis.freeze();
      await pause(LASTS_MS);
      redis.thaw();
    },
    async () => {
      await redis.fill();
      await pause(LASTS_MS);
      await redis.makeRoom();
    },
  ];
  await dice.pick(ways)();
  return redis;
}
