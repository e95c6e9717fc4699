// A Redis (or Valkey) of one's own for tests that lose it: nothing on the disk, gone with the tests.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../../tools/postgres.mjs';
import { redisServerPath } from '../../tools/programs.mjs';

const UP_WITHIN_MS = 10_000;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

export class RedisServer {
  #path;
  #home = mkdtempSync(join(tmpdir(), 'hearth-redis-'));
  #port;
  #child;
  #endWithUs = () => this.#child?.kill('SIGKILL');

  constructor(path, port) {
    this.#path = path;
    this.#port = port;
    process.on('exit', this.#endWithUs);
  }

  /** Starts one on a free port. @param {{ up?: boolean }} options `up: false`: only says where it would be */
  static async start({ up = true } = {}) {
    const path = redisServerPath();
    if (!path) throw new Error('Neither redis-server nor valkey-server is installed. Install one, or set REDIS_SERVER_PATH.');
    const server = new RedisServer(path, await freePort());
    if (up) await server.start();
    return server;
  }

  /** For REDIS_URL. */
  get url() {
    return `redis://127.0.0.1:${this.#port}`;
  }

  /** Starts it again after `kill()`, at the same address and with nothing in it. */
  async start() {
    const settings = {
      port: this.#port,
      bind: '127.0.0.1',
      dir: this.#home,
      save: '',
      appendonly: 'no',
      'maxmemory-policy': 'noeviction',
    };
    const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
    this.#child = spawn(this.#path, args, { stdio: 'ignore' });
    const isUp = () => this.#run('ping').catch(() => undefined);
    for (const until = performance.now() + UP_WITHIN_MS; (await isUp()) !== 'PONG'; await pause(20)) {
      if (performance.now() > until || this.#child.exitCode !== null)
        throw new Error(`${this.#path} does not answer at ${this.url}.`);
    }
  }

  async kill() {
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
  }

  /** It accepts connections, and answers nothing. */
  freeze() {
    this.#child.kill('SIGSTOP');
  }

  thaw() {
    this.#child.kill('SIGCONT');
  }

  async wipe() {
    await this.#run('flushall');
  }

  /** It takes no write any more, until `makeRoom()`. */
  async fill() {
    await this.#run('config', 'set', 'maxmemory', '1');
  }

  async makeRoom() {
    await this.#run('config', 'set', 'maxmemory', '0');
  }

  /** @returns {Promise<string[]>} the names of all keys */
  keys() {
    return this.#run('keys', '*');
  }

  async stop() {
    process.off('exit', this.#endWithUs);
    if (this.#child?.exitCode === null && this.#child.signalCode === null) await this.kill();
    rmSync(this.#home, { recursive: true, force: true });
  }

  async #run(command, ...args) {
    const redis = new Redis(this.url, { lazyConnect: true, retryStrategy: () => null, commandTimeout: 2_000 });
    redis.on('error', () => {});
    try {
      await redis.connect();
      return await redis.call(command, ...args);
    } finally {
      redis.disconnect();
    }
  }
}
