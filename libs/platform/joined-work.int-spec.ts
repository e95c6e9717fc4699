import { requireConfig } from './config.js';
import { Database, type Tx } from './database.js';

const database = new Database(requireConfig(process.env));
afterAll(() => database.onApplicationShutdown());
afterEach(() => database.sql`DELETE FROM sweeper_heartbeat`);

const put = (node: string) => database.transact((tx) => tx.sql`INSERT INTO sweeper_heartbeat VALUES (${node}, now())`);
const nodes = async () => {
  const rows = await database.sql<{ node: string }>`SELECT node FROM sweeper_heartbeat ORDER BY node`;
  return rows.map(({ node }) => node);
};
/** The transaction that a statement runs in. */
const idOf = async (on: Pick<Tx, 'sql'>) => (await on.sql<{ id: string }>`SELECT txid_current()::text AS id`)[0]!.id;

describe('Database.together', () => {
  it('lets nested transactions, reads and statements join one transaction', async () => {
    const ids = await database.together(async (tx) => [
      await idOf(tx),
      await database.transact(idOf),
      await database.transact(() => database.transact(idOf)),
      await idOf(database),
      String((await database.read.$queryRaw<[{ id: bigint }]>`SELECT txid_current() AS id`)[0].id),
    ]);
    expect(new Set(ids).size).toBe(1);
  });

  it('reads what it wrote, while nobody else does', async () => {
    const other = new Database(requireConfig(process.env));
    await database.together(async () => {
      await put('a');
      expect(await nodes()).toEqual(['a']);
      expect(await database.read.sweeperHeartbeat.count()).toBe(1);
      expect(await other.read.sweeperHeartbeat.count()).toBe(0);
    });
    expect(await other.read.sweeperHeartbeat.count()).toBe(1);
    await other.onApplicationShutdown();
  });

  it('rolls everything back when a later part throws', async () => {
    const work = database.together(async () => {
      await put('a');
      await database.read.sweeperHeartbeat.create({ data: { node: 'b', at: new Date() } });
      await database.transact(() => Promise.reject(new Error('no')));
    });
    await expect(work).rejects.toThrow('no');
    expect(await nodes()).toEqual([]);
  });

  it('commits nothing when the use case swallows the failure of a part', async () => {
    const work = database.together(async () => {
      await put('a');
      await database.transact(() => Promise.reject(new Error('half'))).catch(() => {});
      return 'as if nothing had happened';
    });
    await expect(work).rejects.toThrow('half');
    expect(await nodes()).toEqual([]);
  });

  it('runs the whole again when PostgreSQL asks for it inside a part', async () => {
    let tries = 0;
    await database.together(async () => {
      await put(`try ${++tries}`);
      await database.transact(async (tx) => {
        if (tries < 3) await tx.sql`DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$`;
      });
    });
    expect(await nodes()).toEqual(['try 3']);
  });

  it('has one connection for statements that are sent at once', async () => {
    const pids = await database.together((tx) =>
      Promise.all([
        ...Array.from({ length: 5 }, () => tx.sql<{ pid: number }>`SELECT pg_backend_pid() AS pid, pg_sleep(0.01)`),
        ...Array.from({ length: 5 }, () => database.read.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`),
        database.transact((inner) => inner.sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`),
      ]),
    );
    expect(new Set(pids.map(([row]) => row?.pid)).size).toBe(1);
  });

  it('gives thirty at a time, each with transactions and reads inside, no cause to wait for each other for ever', async () => {
    const work = (i: number) =>
      database.together(async () => {
        await put(`node ${i}`);
        await Promise.all([nodes(), database.read.sweeperHeartbeat.count(), database.sql`SELECT pg_sleep(0.02)`]);
        return database.transact(idOf);
      });
    const ids = await Promise.all(Array.from({ length: 30 }, (_, i) => work(i)));
    expect(new Set(ids).size).toBe(30);
    expect(await nodes()).toHaveLength(30);
  });

  it('keeps what was left running off its connection once it is over', async () => {
    let goOn: () => void = () => {};
    const over = new Promise<void>((done) => {
      goOn = done;
    });
    const left = await database.together(async (tx) => {
      const inside = await idOf(tx);
      const later = over.then(async () => [await database.transact(idOf), await idOf(database)]);
      return { inside, tx, later };
    });
    goOn();
    expect(await left.later).not.toContain(left.inside);
    await expect(left.tx.sql`SELECT 1`).rejects.toMatchObject({ facts: { reason: 'transaction-over' } });
    await expect(left.tx.sweeperHeartbeat.count()).rejects.toThrow();
  });

  it('refuses to commit while a part is still under way', async () => {
    let left: Promise<unknown> = Promise.resolve();
    const work = database.together(async () => {
      left = database.transact(async (tx) => {
        for (let i = 0; i < 50; i++) await tx.sql`INSERT INTO sweeper_heartbeat VALUES (${`row ${i}`}, now())`;
      });
      left.catch(() => {});
    });
    await expect(work).rejects.toThrow('must wait');
    await expect(left).rejects.toMatchObject({ facts: { reason: 'transaction-over' } });
    expect(await nodes()).toEqual([]);
  });
});
