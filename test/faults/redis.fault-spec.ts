import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import pg from 'pg';
import { z } from 'zod';
import {
  Database,
  Log,
  message,
  messageParked,
  Outbox,
  on,
  PlatformModule,
  RedisLink,
  Subscriptions,
  SweepLoop,
  workModule,
} from '#platform';
import { type Clinic, startClinic } from '../support/clinic.js';
import { cloneDatabase, dropDatabase } from '../support/database-server.mjs';
import { clinicTime, Visitor } from '../support/http.js';
import { brokenAtRest } from '../support/invariants.js';
import { asOwner } from '../support/owner.js';
import { RedisServer } from '../support/redis-server.mjs';

const Ids = z.strictObject({ n: z.int() });
const mailed = message('fault.mailed', Ids);
const paged = message('fault.paged', Ids, { direct: true });

let handling: Promise<unknown> = Promise.resolve();
const takeEffect = async (tx: Database['sql'], eventId: string) => {
  await tx`INSERT INTO effect VALUES (${eventId})`;
};
const subscriptions = {
  provide: Subscriptions,
  useFactory: () =>
    new Subscriptions([
      on(mailed, async (_, { tx, eventId }) => {
        await takeEffect(tx.sql, eventId);
        await handling;
      }),
      on(paged, (_, { tx, eventId }) => takeEffect(tx.sql, eventId)),
      on(messageParked, async () => {}),
    ]),
};

@Module({ imports: [PlatformModule, workModule(subscriptions)] })
class Work {}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
const until = async (isTrue: () => unknown) => {
  while (!(await isTrue())) await pause(20);
};
const lines: string[] = [];

async function start(redis: RedisServer): Promise<INestApplicationContext> {
  process.env['REDIS_URL'] = redis.url;
  const module = await Test.createTestingModule({ imports: [Work] })
    .overrideProvider(Log)
    .useValue(new Log({ write: (line: string) => void lines.push(line) }))
    .compile();
  module.useLogger(false);
  return module.init();
}

describe('a queue store in Redis', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'hearth-redis-fault-'));
  let redis: RedisServer;
  let app: INestApplicationContext;
  let database: Database;

  const open = async (store: RedisServer) => {
    app = await start(store);
    database = app.get(Database);
  };

  beforeAll(async () => {
    const databaseUrl = await cloneDatabase(process.env.TEST_SERVER_URL ?? '');
    Object.assign(process.env, { DATABASE_URL: databaseUrl, HEARTH_DATA_DIR: dataDir, HEARTH_MODE: 'demo' });
    redis = await RedisServer.start();
    await open(redis);
    await asOwner('CREATE TABLE effect (event_id uuid)');
    await until(() => !app.get(RedisLink).isMissed);
  });
  beforeEach(() => void lines.splice(0));
  afterAll(async () => {
    await app.close();
    await redis.stop();
    await dropDatabase(process.env.TEST_SERVER_URL ?? '', process.env['DATABASE_URL']);
    rmSync(dataDir, { recursive: true });
  });

  const append = (event: typeof mailed, count: number) =>
    database.transact(async (tx) => {
      const ids: string[] = [];
      for (let n = 0; n < count; n++) ids.push(await app.get(Outbox).append(tx, event, { n }));
      return ids;
    });
  const countDone = async (ids: readonly string[]) => {
    const [row] = await database.sql<{ n: number }>`
      SELECT count(*) AS n FROM outbox_event WHERE id = ANY(${ids}::uuid[]) AND done_at IS NOT NULL`;
    return row!.n;
  };
  const areDone = async (ids: readonly string[]) => (await countDone(ids)) === ids.length;
  const effects = async (ids: readonly string[]) => {
    const rows = await database.sql<{ id: string }>`SELECT event_id AS id FROM effect WHERE event_id = ANY(${ids}::uuid[])`;
    return rows.map(({ id }) => id);
  };
  const expectEachOnce = async (ids: readonly string[]) => {
    await until(() => areDone(ids));
    expect((await effects(ids)).sort()).toEqual([...ids].sort());
  };

  /** Direct rows are done, sweeps go on and nothing queued is lost while Redis is out of order; the rest follows when it is back. */
  async function survive(breakIt: () => unknown, mendIt: () => unknown): Promise<void> {
    await breakIt();
    const [mails, pages] = [await append(mailed, 20), await append(paged, 5)];
    await expectEachOnce(pages);
    await until(() => app.get(RedisLink).isMissed);
    expect(await app.get(SweepLoop).ageSec()).toBeLessThan(5);
    expect(await countDone(mails)).toBe(0);
    await mendIt();
    await expectEachOnce(mails);
    expect(app.get(RedisLink).isMissed).toBe(false);
    expect(lines.filter((line) => line.includes('queue store lost'))).toHaveLength(1);
  }

  it('may be wiped in the middle: what was in it goes again, and each row takes effect once', async () => {
    let go = (_?: unknown) => {};
    handling = new Promise((done) => {
      go = done;
    });
    const mails = await append(mailed, 40);
    await until(async () => (await redis.keys()).filter((key) => mails.some((id) => key.includes(id))).length >= 40);
    await redis.wipe();
    go();
    await expectEachOnce(mails);
  });

  it('may freeze: it accepts connections and never answers', () =>
    survive(
      () => redis.freeze(),
      () => redis.thaw(),
    ));

  it('may be killed, and come back empty', () =>
    survive(
      () => redis.kill(),
      () => redis.start(),
    ));

  it('may be full', () =>
    survive(
      () => redis.fill(),
      () => redis.makeRoom(),
    ));

  it('may be absent when a process starts, and when it ends', async () => {
    await app.close();
    const absent = await RedisServer.start({ up: false });
    await open(absent);
    const [mails, pages] = [await append(mailed, 5), await append(paged, 5)];
    await expectEachOnce(pages);
    expect(app.get(RedisLink).isMissed).toBe(true);
    await absent.start();
    await expectEachOnce(mails);
    absent.freeze();
    await app.close();
    await absent.stop();
    await open(redis);
  });
});

describe('a clinic whose Redis is absent, and later freezes', () => {
  let redis: RedisServer;
  let clinic: Clinic;

  beforeAll(async () => {
    redis = await RedisServer.start();
    clinic = await startClinic({ env: { REDIS_URL: redis.url } });
    await clinic.kill('api');
    await redis.kill();
    clinic.start('api');
    await clinic.ready();
  });
  afterAll(async () => {
    await clinic?.stop();
    await redis?.stop();
  });

  const degraded = async () => ((await (await fetch(`${clinic.url}/readyz`)).json()) as { degraded: string[] }).degraded;

  /** Somebody calls for help, and who is on call is paged. */
  async function callForHelp(chaperone: Visitor, sessionId: string): Promise<void> {
    const database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
    const pages = async () =>
      Number((await database.query('SELECT count(*) FROM page WHERE session_id = $1', [sessionId])).rows[0].count);
    const before = await pages();
    const help = { id: randomUUID(), type: 'help', payload: { asked: 'prescriber' }, happenedAt: await clinicTime(clinic) };
    await chaperone.post(`/v1/dosing-sessions/${sessionId}/entries`, help).expect(201);
    await until(async () => (await pages()) > before);
    expect(await brokenAtRest(database)).toEqual([]);
    await database.end();
  }

  it('says so, takes entries, pages, and ends in order', async () => {
    const { visitor, sessionId } = await Visitor.chaperoneOf(clinic, 'sam');
    expect(await degraded()).toEqual(['queue-store']);
    await callForHelp(visitor, sessionId);
    await redis.start();
    await until(async () => (await degraded()).length === 0);
    redis.freeze();
    await visitor.get(`/v1/dosing-sessions/${sessionId}`).expect(200);
    await until(async () => (await degraded()).length === 1);
    await clinic.kill('api', 'SIGTERM');
    expect(clinic.log('api')).toContain('stopping');
    expect(clinic.log('api')).not.toContain('stopping failed');
  });
});
