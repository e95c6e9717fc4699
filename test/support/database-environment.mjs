// A test environment whose DATABASE_URL is a database of its own, cloned before the file is loaded and dropped after it.
import { TestEnvironment } from 'jest-environment-node';
import { cloneDatabase, dropDatabase } from './database-server.mjs';

export default class DatabaseEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    this.url = await cloneDatabase(process.env.TEST_SERVER_URL);
    Object.assign(this.global.process.env, { DATABASE_URL: this.url, HEARTH_MODE: 'demo' }); // demo: the clock can be moved
  }

  async teardown() {
    if (this.url) await dropDatabase(process.env.TEST_SERVER_URL, this.url);
    await super.teardown();
  }
}
