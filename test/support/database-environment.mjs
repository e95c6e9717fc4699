// A test environment whose DATABASE_URL is a database of its own, cloned before the file is loaded and dropped after it.
// With TEST_STORE=redis its REDIS_URL is a Redis of its own, and everything in it runs in Redis mode.
import { TestEnvironment } from 'jest-environment-node';
import { cloneDatabase, dropDatabase } from './database-server.mjs';
import { RedisServer } from './redis-server.mjs';

export default class DatabaseEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    this.url = await cloneDatabase(process.env.TEST_SERVER_URL);
    Object.assign(this.global.process.env, { DATABASE_URL: this.url, HEARTH_MODE: 'demo' }); // demo: the clock can be moved
    if (process.env.TEST_STORE !== 'redis') return;
    this.redis = await RedisServer.start();
    this.global.process.env.REDIS_URL = this.redis.url;
  }

  async teardown() {
    await this.redis?.stop();
    if (this.url) await dropDatabase(process.env.TEST_SERVER_URL, this.url);
    await super.teardown();
  }
}
