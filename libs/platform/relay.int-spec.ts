import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { z } from 'zod';
import { Problem } from '#kernel';
import { asOwner } from '../../test/support/owner.js';
import { Database } from './database.js';
import { Log } from './log.js';
import { message } from './message.js';
import { Outbox } from './outbox.js';
import { messageParked, OutboxClaims } from './outbox-claims.js';
import { PlatformModule } from './platform.module.js';
import { Relay } from './relay.js';
import { type InTransaction, on, onOutside, Subscriptions } from './subscriptions.js';
import { workModule } from './work.module.js';

process.env['HEARTH_DATA_DIR'] = mkdtempSync(join(tmpdir(), 'hearth-relay-'));

const Ids = z.strictObject({ n: z.int() });
const counted = message('count.counted', Ids);
const paged = message('page.paged', Ids, { direct: true });
const mailed = message('mail.mailed', Ids);
const refused = message('count.refused', Ids);
const broken = message('count.broken', Ids);

let fail: (n: number) => unknown = () => {};
const mails: number[] = [];
const parked: object[] = [];
const count = async ({ n }: { n: number }, { tx, eventId }: InTransaction, by: string) => {
  await tx.sql`INSERT INTO effect VALUES (${eventId}, ${n}, ${by})`;
  await fail(n);
};

const subscriptions = {
  provide: Subscriptions,
  inject: [Outbox],
  useFactory: (outbox: Outbox) =>
    new Subscriptions([
      on(counted, (payload, context) => count(payload, context, 'first')),
      on(counted, (payload, context) => count(payload, context, 'second')),
      on(paged, (payload, context) => count(payload, context, 'pager')),
      onOutside(mailed, async ({ n }, { database, eventId }) => {
        mails.push(n);
        await database.transact((tx) => outbox.done(tx, eventId));
      }),
      on(refused, async () => {
        throw new Problem('count.refused', 'refused', 'No.');
      }),
      on(broken, async () => {
        throw new Error('broken');
      }),
      on(messageParked, async (payload) => parked.push(payload)),
    ]),
};

@Module({ imports: [PlatformModule, workModule(subscriptions)] })
class Work {}

let app: INestApplicationContext;
let database: Database;
let outbox: Outbox;
let claims: OutboxClaims;
const quiet = new Log({ write: () => {} });
const start = async () => {
  const module = await Test.createTestingModule({ imports: [Work] })
    .overrideProvider(Log)
    .useValue(quiet)
    .compile();
  module.useLogger(false);
  return module.init();
};
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
const until = async (isTrue: () => Promise<boolean>) => {
  while (!(await isTrue())) await pause(10);
};
const append = (event: typeof counted, n: number) => database.transact((tx) => outbox.append(tx, event, { n }));
const effects = () => database.sql<{ n: number; by: string }>`SELECT n, by FROM effect ORDER BY n, by`;
const stateOf = async (id: string) => {
  const [row] = await database.sql<{ state: string; code: string | null; attempts: number }>`
    SELECT last_error_code AS code, claim_attempt AS attempts,
      CASE WHEN done_at IS NOT NULL THEN 'done' WHEN parked_at IS NOT NULL THEN 'parked' WHEN voided_at IS NOT NULL THEN 'voided' ELSE 'pending' END AS state
    FROM outbox_event WHERE id = ${id}`;
  return row!;
};
const isDone = async (id: string) => (await stateOf(id)).state === 'done';

beforeAll(async () => {
  app = await start();
  [database, outbox, claims] = [app.get(Database), app.get(Outbox), app.get(OutboxClaims)];
  await asOwner('CREATE TABLE effect (event_id uuid, n int, by text)');
});
beforeEach(async () => {
  fail = () => {};
  parked.length = 0;
  await database.sql`DELETE FROM effect`;
});
afterAll(() => app.close());

describe('the outbox, its relay and the queues', () => {
  it('brings a row to everyone who hears it, through the queue', async () => {
    const id = await append(counted, 1);
    await until(() => isDone(id));
    expect(await effects()).toEqual([
      { n: 1, by: 'first' },
      { n: 1, by: 'second' },
    ]);
  });

  it('has its hints said after the commit, not with it', async () => {
    const said = () => database.sql`SELECT current_setting('hearth.hints', true) AS hints`;
    expect(await said()).toEqual([{ hints: 'carried' }]);
    expect(await database.transact((tx) => tx.sql`SELECT current_setting('hearth.hints', true) AS hints`)).toEqual(await said());
  });

  it('executes a direct row', async () => {
    const id = await append(paged, 2);
    await until(() => isDone(id));
    expect(await effects()).toEqual([{ n: 2, by: 'pager' }]);
  });

  it('lets a handler with an outside effect say itself that it is done', async () => {
    const id = await append(mailed, 3);
    await until(() => isDone(id));
    expect(mails).toEqual([3]);
  });

  it('brings each of many rows once, with two relays at work', async () => {
    const second = await start();
    const ids = await database.transact(async (tx) => {
      const made: string[] = [];
      for (let n = 0; n < 60; n++) made.push(await outbox.append(tx, n % 2 ? counted : paged, { n }));
      return made;
    });
    await until(async () => (await Promise.all(ids.map(isDone))).every(Boolean));
    expect(await effects()).toHaveLength(90);
    await second.close();
  });

  it('goes on with the rows that share a job with one that fails', async () => {
    const failed: number[] = [];
    fail = (n) => {
      if (n % 10 > 0 || failed.includes(n)) return;
      failed.push(n);
      throw new Error('passing');
    };
    const ids = await database.transact(async (tx) => {
      const made: string[] = [];
      for (let n = 1; n <= 100; n++) made.push(await outbox.append(tx, counted, { n }));
      return made;
    });
    await until(async () => (await Promise.all(ids.map(isDone))).every(Boolean));
    expect(await effects()).toHaveLength(200);
    const attempts = await Promise.all(ids.map(async (id) => (await stateOf(id)).attempts));
    expect(attempts).toEqual(ids.map((_, i) => ((i + 1) % 10 ? 1 : 2)));
  });

  it('leaves no effect of a try that failed, and tries again', async () => {
    let tries = 0;
    fail = () => {
      if (++tries < 2) throw new Error('passing');
    };
    const id = await append(paged, 4);
    await until(() => isDone(id));
    expect(await effects()).toEqual([{ n: 4, by: 'pager' }]);
    expect(await stateOf(id)).toMatchObject({ attempts: 2, code: 'internal' });
  });

  it('parks at once what no retry can mend, and tells', async () => {
    const id = await append(refused, 5);
    await until(async () => parked.length === 1);
    expect(await stateOf(id)).toMatchObject({ state: 'parked', code: 'count.refused', attempts: 1 });
    expect(parked).toEqual([{ eventId: id, name: 'count.refused' }]);
  });

  it('parks after the tenth try', async () => {
    const id = await append(broken, 6);
    await until(async () => {
      await database.sql`UPDATE outbox_event SET claimed_until = NULL WHERE id = ${id} AND parked_at IS NULL AND last_error_code IS NOT NULL`;
      return (await stateOf(id)).state === 'parked';
    });
    expect(await stateOf(id)).toMatchObject({ attempts: 10, code: 'internal' });
    await until(async () => parked.length === 1);
  });

  it('loses nothing with the queue store, and takes effect once', async () => {
    const id = await database.transact((tx) => outbox.append(tx, counted, { n: 7 }, { dueAt: new Date('2099-01-01') }));
    // claimed and handed over, then the queue store was lost: nobody works on it, and its lease ends
    await database.sql`
      UPDATE outbox_event SET due_at = app_now(), claim_attempt = 1, claimed_until = clock_timestamp() + interval '100 ms' WHERE id = ${id}`;
    await until(() => isDone(id));
    expect(await effects()).toHaveLength(2);
    expect(await stateOf(id)).toMatchObject({ attempts: 2 });
  });

  it('takes no effect when the row was voided while a handler was at work', async () => {
    const id = await database.transact((tx) => outbox.append(tx, paged, { n: 8 }, { key: 'page:8' }));
    fail = () => database.transact((tx) => outbox.void(tx, 'page:8'));
    await until(async () => (await stateOf(id)).state === 'voided');
    await app.get(Relay).idle();
    expect(await effects()).toEqual([]);
  });

  it('goes on after the database has cut every connection', async () => {
    await asOwner(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'",
    );
    const write = (event: typeof counted): Promise<string> => append(event, 11).catch(() => write(event));
    const ids = [await write(counted), await write(paged)];
    await until(async () => (await Promise.all(ids.map(isDone).map((done) => done.catch(() => false)))).every(Boolean));
    expect(await effects()).toHaveLength(3);
  });

  it('claims nothing that another holds, and nothing that is not due', async () => {
    await app.get(Relay).onModuleDestroy();
    const id = await append(paged, 9);
    await database.transact((tx) => outbox.append(tx, paged, { n: 10 }, { dueAt: new Date('2099-01-01') }));
    expect((await claims.claimDirect(10)).map((claim) => claim.id)).toEqual([id]);
    expect(await claims.claimDirect(10)).toEqual([]);
  });
});

describe('Subscriptions', () => {
  it('demands a handler for each message that is declared', () => {
    expect(() => new Subscriptions([]).requireAll()).toThrow(/count\.counted/);
  });

  it('allows no second handler beside one with an outside effect', () => {
    const outside = onOutside(mailed, async () => {});
    expect(() => new Subscriptions([outside, on(mailed, async () => {})])).toThrow(/can have no other/);
  });
});
