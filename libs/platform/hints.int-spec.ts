import { asOwner } from '../../test/support/owner.js';
import { requireConfig } from './config.js';
import { Database } from './database.js';
import { Hints } from './hints.js';
import { Log } from './log.js';
import { PostgresHints } from './postgres-hints.js';
import { RedisHints } from './redis-hints.js';
import { RedisLink } from './redis-link.js';

const config = requireConfig(process.env);
const quiet = new Log({ write: () => {} });
const link = new RedisLink(config, quiet);
const channel = config.redisUrl ? new RedisHints(link) : new PostgresHints(config.databaseUrl, quiet);
const database = new Database(config, channel);
const hints = new Hints(channel);
const heard: [string, number][] = [];
let resyncs = 0;
const until = async (isTrue: () => boolean) => {
  while (!isTrue()) await new Promise((done) => setTimeout(done, 5));
};

/** Cuts the connection that hears hints. */
const cut = () =>
  link.commands?.call('client', 'kill', 'type', 'pubsub') ??
  asOwner(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN hearth_hint' AND datname = current_database()`,
  );

beforeAll(async () => {
  hints.on('session', (id, n) => heard.push([id, n]));
  hints.onResync(() => resyncs++);
  link.onApplicationBootstrap();
  await hints.onApplicationBootstrap();
  await until(() => resyncs > 0 && !link.isMissed);
});
beforeEach(() => void heard.splice(0));
afterAll(async () => {
  await hints.onApplicationShutdown();
  await link.onApplicationShutdown();
  await database.onApplicationShutdown();
});

describe('Hints', () => {
  it('tells what was committed, to those who listen to its topic', async () => {
    await database.transact(async (tx) => {
      await tx.sql`SELECT hint('other', 'x', 1)`;
      await tx.sql`SELECT hint('session', 'a:b', 7)`;
    });
    await until(() => heard.length > 0);
    expect(heard).toEqual([['a:b', 7]]);
  });

  it('does not tell what was rolled back', async () => {
    await database
      .transact(async (tx) => {
        await tx.sql`SELECT hint('session', 'never', 1)`;
        throw new Error('no');
      })
      .catch(() => {});
    await database.sql`SELECT hint('session', 'after', 1)`;
    await until(() => heard.length > 0);
    expect(heard).toEqual([['after', 1]]);
  });

  it('comes back after its connection is cut, and says that hints may be missing', async () => {
    const before = resyncs;
    await cut();
    await until(() => resyncs > before);
    await database.sql`SELECT hint('session', 'again', 2)`;
    await until(() => heard.length > 0);
    expect(heard).toEqual([['again', 2]]);
  });
});
