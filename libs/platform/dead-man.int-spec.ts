import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { requireConfig } from './config.js';
import { Database } from './database.js';
import { DeadMan } from './dead-man.js';
import { Log } from './log.js';
import { OutboxClaims } from './outbox-claims.js';
import { RedisLink } from './redis-link.js';
import { SweepLoop } from './sweep-loop.js';

const lines: string[] = [];
const log = new Log({ write: (line: string) => void lines.push(line) });
const until = async (isTrue: () => boolean) => {
  while (!isTrue()) await new Promise((again) => setTimeout(again, 5));
};

describe('the dead-man ping', () => {
  let monitor: Server;
  let sweeping: SweepLoop;
  let reading: SweepLoop;
  let deadMan: DeadMan;
  let status = 200;
  let [asked, looked] = [0, 0];
  const age = async () => {
    looked += 1;
    return reading.ageSec();
  };

  beforeAll(async () => {
    monitor = createServer((_, response) => {
      asked += 1;
      response.writeHead(status).end();
    });
    await new Promise<void>((done) => monitor.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(monitor.address() as AddressInfo).port}/ping/secret-token`;
    const config = requireConfig(process.env);
    [sweeping, reading] = [new SweepLoop(config, log), new SweepLoop(config, log)];
    deadMan = new DeadMan(url, { ageSec: age }, { callsWaitSec: async () => 0 }, log, 5);
    deadMan.onApplicationBootstrap();
  });

  afterAll(async () => {
    await deadMan.onModuleDestroy();
    await reading.onApplicationShutdown();
    monitor.closeAllConnections();
    monitor.close();
  });

  it('says nothing as long as nobody has swept', async () => {
    await until(() => looked > 5);
    expect(asked).toBe(0);
  });

  it('comes again and again while any process sweeps', async () => {
    sweeping.onApplicationBootstrap();
    await until(() => asked > 5);
  });

  it('goes on after the monitor has refused one, and keeps its address out of the log', async () => {
    status = 404;
    await until(() => lines.some((line) => line.includes('dead-man ping refused')));
    status = 200;
    const before = asked;
    await until(() => asked > before + 2);
    expect(lines.join()).not.toContain('secret-token');
  });

  it('stops when the sweep stops, though its own process lives', async () => {
    await sweeping.onApplicationShutdown();
    const since = looked;
    await until(() => looked > since + 2); // what was under way has ended
    const [before, now] = [asked, looked];
    await until(() => looked > now + 5);
    expect(asked).toBe(before);
  });

  it.each([
    [4.9, 0, true],
    [5.1, 0, false],
    [1, 59, true],
    [1, 61, false],
  ])(
    'takes a sweep of %p s ago, with a call to people that waits for %p s, for a living clinic: %p',
    async (ageSec, waitSec, isWell) => {
      let looks = 0;
      const at = `http://127.0.0.1:${(monitor.address() as AddressInfo).port}/`;
      const sweeps = {
        ageSec: async () => {
          looks += 1;
          return ageSec;
        },
      };
      const before = asked;
      const one = new DeadMan(at, sweeps, { callsWaitSec: async () => waitSec }, log, 1);
      one.onApplicationBootstrap();
      await until(() => looks > 3);
      await one.onModuleDestroy();
      expect(asked > before).toBe(isWell);
    },
  );
});

it('counts how long the oldest call waits: of direct rows, as long as nobody has done it or given it up', async () => {
  const config = requireConfig(process.env);
  const database = new Database(config);
  const claims = new OutboxClaims(database, new RedisLink(config, log));
  expect(await claims.callsWaitSec()).toBe(0);
  await database.sql`
    INSERT INTO outbox_event (name, payload, due_at, direct)
    SELECT 'test.call', '{}', app_now() - make_interval(secs => sec), direct FROM (VALUES (9000, false), (90, true), (-90, true)) AS row (sec, direct)`;
  expect(await claims.callsWaitSec()).toBeCloseTo(90, -1);
  await database.sql`UPDATE outbox_event SET parked_at = app_now() WHERE direct AND due_at < app_now()`;
  expect(await claims.callsWaitSec()).toBe(0);
  await database.onApplicationShutdown();
});
