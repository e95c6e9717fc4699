import { Problem } from '#kernel';
import { asOwner, DIE, END_CONNECTION } from '../../test/support/owner.js';
import { requireConfig } from './config.js';
import { Database, type Tx } from './database.js';
import { classify, sqlState, violatedConstraint } from './sql-state.js';

const database = new Database(requireConfig(process.env));
beforeAll(() => asOwner(END_CONNECTION));
afterAll(() => database.onApplicationShutdown());

const thrownBy = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('Database.transact', () => {
  it('gives Prisma and prepared statements one connection and one transaction', async () => {
    const both = await database.transact(async (tx) => {
      const [prisma] = await tx.$queryRaw<[{ pid: number; xid: bigint }]>`SELECT pg_backend_pid() AS pid, txid_current() AS xid`;
      const [ours] = await tx.sql<{ pid: number; xid: number }>`SELECT pg_backend_pid() AS pid, txid_current() AS xid`;
      return { prisma, ours };
    });
    expect(both.ours).toEqual({ pid: both.prisma.pid, xid: Number(both.prisma.xid) });
  });

  it('keeps the connections of concurrent transactions apart', async () => {
    const pairs = await Promise.all(
      Array.from({ length: 8 }, () =>
        database.transact(async (tx) => {
          const [prisma] = await tx.$queryRaw<[{ xid: bigint }]>`SELECT txid_current() AS xid`;
          const [ours] = await tx.sql<{ xid: number }>`SELECT txid_current() AS xid`;
          return [Number(prisma.xid), ours?.xid];
        }),
      ),
    );
    for (const [prisma, ours] of pairs) expect(ours).toBe(prisma);
    expect(new Set(pairs.map(([xid]) => xid)).size).toBe(8);
  });

  it('rolls back what either of them wrote when the work throws', async () => {
    await thrownBy(
      database.transact(async (tx) => {
        await tx.sql`INSERT INTO sweeper_heartbeat VALUES ('a', now())`;
        await tx.sweeperHeartbeat.create({ data: { node: 'b', at: new Date() } });
        throw new Error('no');
      }),
    );
    expect(await database.read.sweeperHeartbeat.count()).toBe(0);
  });

  it('prepares each statement once a connection, and parses what comes back', async () => {
    const rows = await database.transact(async (tx) => {
      for (let i = 0; i < 3; i++) await tx.sql`SELECT ${i}::int AS i`;
      return tx.sql<{ n: number }>`SELECT count(*) AS n FROM pg_prepared_statements WHERE statement = 'SELECT $1::int AS i'`;
    });
    expect(rows).toEqual([{ n: 1 }]);
    const [row] = await database.sql`
      SELECT 7::int8 AS big, '2026-11-24T10:00Z'::timestamptz AS at, '2026-11-24'::date AS day, ${['a', 'b']}::text[] AS list, ${null}::int AS none`;
    expect(row).toEqual({ big: 7, at: new Date('2026-11-24T10:00:00Z'), day: '2026-11-24', list: ['a', 'b'], none: null });
  });

  it('refuses a statement after its transaction is over, so that it cannot reach the connection of another', async () => {
    const late = await database.transact(async (tx) => tx);
    await expect(late.sql`SELECT 1`).rejects.toMatchObject({ facts: { reason: 'transaction-over' } });
  });

  describe('statements for later', () => {
    const count = async () => (await database.sql<{ n: number }>`SELECT count(*) AS n FROM sweeper_heartbeat`)[0]!.n;
    afterEach(() => database.sql`DELETE FROM sweeper_heartbeat`);

    it('come before the next statement, of Prisma too, and at last with COMMIT', async () => {
      const seen = await database.transact(async (tx) => {
        tx.later`INSERT INTO sweeper_heartbeat VALUES ('a', now())`;
        const [first] = await tx.sql<{ n: number }>`SELECT count(*) AS n FROM sweeper_heartbeat`;
        tx.later`INSERT INTO sweeper_heartbeat VALUES ('b', now())`;
        const second = await tx.sweeperHeartbeat.count();
        tx.later`INSERT INTO sweeper_heartbeat VALUES ('c', now())`;
        return [first!.n, second];
      });
      expect(seen).toEqual([1, 2]);
      expect(await count()).toBe(3);
    });

    it('fail the transaction with what they failed of, whatever comes after them', async () => {
      const twice = (next: (tx: Tx) => Promise<unknown>) =>
        thrownBy(
          database.transact(async (tx) => {
            for (let i = 0; i < 2; i++) tx.later`INSERT INTO sweeper_heartbeat VALUES ('same', now())`;
            tx.later`INSERT INTO sweeper_heartbeat VALUES ('other', now())`;
            await next(tx);
          }),
        );
      const ofPrisma = (tx: Tx) => tx.sweeperHeartbeat.count();
      for (const next of [async () => {}, (tx: Tx) => tx.sql`SELECT 1`, (tx: Tx) => tx.sql`SELECT 1`.catch(() => {}), ofPrisma]) {
        expect(violatedConstraint(await twice(next))).toBe('sweeper_heartbeat_pkey');
      }
      expect(await count()).toBe(0);
    });

    it('are tried again with the rest when PostgreSQL asks for it, whatever comes after them', async () => {
      for (const next of [async () => {}, (tx: Tx) => tx.sql`SELECT 1`, (tx: Tx) => tx.sweeperHeartbeat.count()]) {
        let tries = 0;
        await database.transact(async (tx) => {
          if (++tries < 3) tx.later`DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$`;
          await next(tx);
        });
        expect(tries).toBe(3);
      }
    });

    it('leave the outcome unknown when the connection is lost with them and COMMIT on the way', async () => {
      const error = await thrownBy(database.transact(async (tx) => tx.later`SELECT end_connection()`));
      expect(error).toMatchObject({ code: 'database.outcome-unknown' });
    });
  });

  it('never takes a transaction for committed in which a failed statement was passed over', async () => {
    const work = database.transact((tx) => tx.sql`SELECT 1 / 0`.catch(() => 'never mind'));
    await expect(work).rejects.toThrow('nothing was committed');
  });

  it('tells of the commit when it has happened, and of none that has not', async () => {
    const heard: string[] = [];
    const told = (name: string, fail?: Error) =>
      database.transact(async (tx) => {
        tx.onCommit(() => heard.push(name));
        await tx.sql`SELECT 1`;
        expect(heard).not.toContain(name);
        if (fail) throw fail;
      });
    await told('done');
    await thrownBy(told('undone', new Error('no')));
    await thrownBy(
      database.together(async () => {
        await told('part of it');
        throw new Error('no');
      }),
    );
    expect(heard).toEqual(['done']);
  });

  it('runs the work again when PostgreSQL asks for it', async () => {
    let tries = 0;
    await database.transact(async (tx) => {
      if (++tries < 4) await tx.sql`DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$`;
    });
    expect(tries).toBe(4);
  });

  it('gives up after eight tries', async () => {
    let tries = 0;
    const error = await thrownBy(
      database.transact(async (tx) => {
        tries++;
        await tx.$executeRaw`DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40P01'; END $$`;
      }),
    );
    expect(classify(error)).toBe('retry');
    expect(tries).toBeLessThanOrEqual(8);
  });

  it('says that nothing was saved when the connection is lost before COMMIT', async () => {
    const error = await thrownBy(database.transact((tx) => tx.sql`SELECT end_connection()`));
    expect(error).toMatchObject({ code: 'database.unavailable', kind: 'unavailable' });
  });

  it('says that the outcome is unknown when the connection is lost in COMMIT', async () => {
    await asOwner(`
      ${DIE};
      CREATE CONSTRAINT TRIGGER die AFTER INSERT ON clock_offset DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION die()`);
    const error = await thrownBy(database.transact((tx) => tx.clockOffset.create({ data: {} })));
    expect(error).toBeInstanceOf(Problem);
    expect(error).toMatchObject({ code: 'database.outcome-unknown', kind: 'unavailable' });
  });

  it('refuses what comes after its time limit, and writes nothing', async () => {
    let statements = 0;
    const work = database.transact(
      async (tx) => {
        await tx.sql`INSERT INTO sweeper_heartbeat VALUES ('slow', now())`;
        for (; ; statements++) await tx.sql`SELECT pg_sleep(0.02)`;
      },
      { maxWait: 1_000, timeout: 200 },
    );
    const limited = thrownBy(work);
    expect(await limited).toMatchObject({ code: 'database.unavailable' });
    expect(statements).toBeGreaterThan(1);
    expect(await database.read.sweeperHeartbeat.count()).toBe(0);
  });
});

describe('Database.write', () => {
  const note = (node: string) =>
    database.write<{ node: string }>`INSERT INTO sweeper_heartbeat VALUES (${node}, now()) RETURNING node`;
  const nodes = async () => (await database.sql<{ node: string }>`SELECT node FROM sweeper_heartbeat`).map(({ node }) => node);

  it('is a transaction by itself, and part of one inside of together', async () => {
    expect(await note('alone')).toEqual([{ node: 'alone' }]);
    const lost = database.together(async () => {
      await note('with others');
      throw new Error('no');
    });
    await expect(lost).rejects.toThrow('no');
    expect(await nodes()).toEqual(['alone']);
    await database.write`DELETE FROM sweeper_heartbeat`;
  });

  it('says that the outcome is unknown when the connection is lost, and goes on with another', async () => {
    const error = await thrownBy(database.write`SELECT end_connection()`);
    expect(error).toMatchObject({ code: 'database.outcome-unknown', kind: 'unavailable' });
    expect(await database.write`SELECT 1 AS one`).toEqual([{ one: 1 }]);
  });
});

describe('the classifier', () => {
  const duplicate = async (write: () => Promise<unknown>) => {
    const error = await thrownBy(write());
    return [classify(error), sqlState(error), violatedConstraint(error)];
  };
  const expected = ['conflict', '23505', 'sweeper_heartbeat_pkey'];

  it('reads a conflict out of every shape in which Prisma and pg throw it', async () => {
    await database.sql`INSERT INTO sweeper_heartbeat VALUES ('twice', now())`;
    const at = new Date();
    expect(await duplicate(() => database.sql`INSERT INTO sweeper_heartbeat VALUES ('twice', now())`)).toEqual(expected);
    expect(await duplicate(() => database.read.sweeperHeartbeat.create({ data: { node: 'twice', at } }))).toEqual(expected);
    expect(await duplicate(() => database.read.$executeRaw`INSERT INTO sweeper_heartbeat VALUES ('twice', now())`)).toEqual(
      expected,
    );
  });

  it('reads a conflict that appears only at COMMIT', async () => {
    await asOwner('CREATE TABLE late (id int CONSTRAINT late_once UNIQUE DEFERRABLE INITIALLY DEFERRED)');
    const write = () =>
      database.transact(async (tx) => {
        await tx.sql`INSERT INTO late VALUES (1)`;
        await tx.sql`INSERT INTO late VALUES (1)`;
      });
    expect((await duplicate(write)).slice(0, 2)).toEqual(['conflict', '23505']);
  });

  it('takes a wait for a lock that was too long for unavailable', async () => {
    const error = await thrownBy(database.sql`DO $$ BEGIN RAISE EXCEPTION 'busy' USING ERRCODE = '55P03'; END $$`);
    expect(classify(error)).toBe('unknown');
  });
});
