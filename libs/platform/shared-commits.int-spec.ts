import { requireConfig } from './config.js';
import { Database, type Tx } from './database.js';
import { Gathered } from './gathered.js';
import { databaseProblems } from './problems.js';
import { SharedCommits } from './shared-commits.js';

const database = new Database(requireConfig(process.env));
const commits = new SharedCommits(database, async (tx, keys) => {
  const rows = await tx.sql<{ key: string }>`SELECT key FROM thing WHERE key = ANY(${keys}) ORDER BY key FOR UPDATE SKIP LOCKED`;
  return new Set(rows.map(({ key }) => key));
});
const KEYS = Array.from({ length: 40 }, (_, i) => `k${i}`);

beforeAll(async () => {
  const { default: pg } = await import('pg');
  const owner = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
  await owner.connect();
  await owner.query(`
    CREATE TABLE thing (key text PRIMARY KEY, count int NOT NULL DEFAULT 0);
    CREATE TABLE written (n serial PRIMARY KEY, key text NOT NULL, word text UNIQUE, at xid8 NOT NULL DEFAULT pg_current_xact_id());
    GRANT ALL ON thing, written TO app_rw; GRANT ALL ON SEQUENCE written_n_seq TO app_rw;`);
  await owner.end();
});
beforeEach(async () => {
  await database.sql`DELETE FROM written`;
  await database.sql`DELETE FROM thing`;
  await database.sql`INSERT INTO thing (key) SELECT unnest(${KEYS}::text[])`;
});
afterAll(() => database.onApplicationShutdown());

/** Counts under the lock of its key, as an entry gets its number. */
const write = (key: string, word: string) => async (tx: Tx) => {
  const [row] = await tx.sql<{ count: number }>`SELECT count FROM thing WHERE key = ${key} FOR UPDATE`;
  tx.later`INSERT INTO written (key, word) VALUES (${key}, ${word})`;
  await tx.sql`UPDATE thing SET count = ${row!.count + 1} WHERE key = ${key}`;
  return row!.count + 1;
};
const run = (key: string, word: string) => commits.run(key, write(key, word));
const written = () => database.sql<{ key: string; word: string; at: string }>`SELECT key, word, at::text FROM written ORDER BY n`;

describe('commits that are shared', () => {
  it('bring many writes to the disk in few transactions, and give each its own answer', async () => {
    const answers = await Promise.all(KEYS.map((key) => run(key, key)));
    expect(answers).toEqual(KEYS.map(() => 1));
    const rows = await written();
    expect(rows.map(({ word }) => word).sort()).toEqual([...KEYS].sort());
    expect(new Set(rows.map(({ at }) => at)).size).toBeLessThan(KEYS.length / 2);
  });

  it('do what is about one thing in its order, and lose none of it', async () => {
    const words = Array.from({ length: 120 }, (_, i) => [KEYS[i % 3]!, `w${i}`] as const);
    await Promise.all(words.map(([key, word]) => run(key, word)));
    const rows = await written();
    for (const key of KEYS.slice(0, 3)) {
      const mine = rows.filter((row) => row.key === key).map(({ word }) => word);
      expect(mine).toEqual(words.filter(([of]) => of === key).map(([, word]) => word));
    }
    expect(await database.sql`SELECT count FROM thing WHERE count > 0`).toEqual([{ count: 40 }, { count: 40 }, { count: 40 }]);
  });

  it.each([
    ['throws after it has written', async (tx: Tx) => write('k7', 'gone')(tx).then(() => Promise.reject(new Error('refused')))],
    ['takes too long', () => Promise.reject(databaseProblems.unavailable({ reason: 'transaction-too-long' }))],
    ['breaks a law of the database', (tx: Tx) => write('k7', 'k8')(tx)],
  ])('keep the others’ writes and none of a part that %s', async (_, work) => {
    await run('k8', 'k8');
    const others = KEYS.filter((key) => key !== 'k7');
    const outcomes = await Promise.allSettled([...others.map((key) => run(key, `again ${key}`)), commits.run('k7', work)]);
    expect(outcomes.map(({ status }) => status)).toEqual([...others.map(() => 'fulfilled'), 'rejected']);
    expect(await written()).toHaveLength(others.length + 1);
    expect(await database.sql`SELECT count FROM thing WHERE key = 'k7'`).toEqual([{ count: 0 }]);
  });

  it('hold nobody up for a lock that somebody else keeps', async () => {
    let isLocked = () => {};
    const locked = new Promise<void>((done) => (isLocked = done));
    let letGo = () => {};
    const kept = database.transact(async (tx) => {
      await tx.sql`SELECT 1 FROM thing WHERE key = ANY(${['k1', 'k2', 'k3']}) FOR UPDATE`;
      isLocked();
      await new Promise<void>((done) => (letGo = done));
    });
    await locked;
    const stuck = ['k1', 'k2', 'k3'].map((key) => run(key, key));
    await Promise.all(KEYS.slice(4).map((key) => run(key, key)));
    expect(await written()).toHaveLength(KEYS.length - 4);
    letGo();
    await kept;
    expect(await Promise.all(stuck)).toEqual([1, 1, 1]);
  });

  it('send what all of them ask at the same moment as one statement, and what each asks alone as its own', async () => {
    const rounds: number[] = [];
    const counts = new Gathered(async (tx, keys: readonly string[]) => {
      rounds.push(keys.length);
      const rows = await tx.sql<{ key: string; count: number }>`SELECT key, count FROM thing WHERE key = ANY(${keys})`;
      return keys.map((key) => rows.find((row) => row.key === key)?.count);
    });
    const words = Gathered.writes((tx, said: readonly string[]) => {
      rounds.push(said.length);
      tx.later`INSERT INTO written (key, word) SELECT 'k', unnest(${said}::text[])`;
    });
    const count = (key: string, word: string) =>
      commits.run(key, async (tx) => {
        const counted = await counts.ask(tx, key);
        await words.ask(tx, word);
        return counted;
      });
    expect(await count('k1', 'alone')).toBe(0);
    expect(rounds.splice(0)).toEqual([1, 1]);
    const asked = [...KEYS.slice(2, 30), 'nobody'];
    const answers = await Promise.all(asked.map((key) => count(key, key)));
    expect(answers).toEqual(asked.map((key) => (key === 'nobody' ? undefined : 0)));
    expect((await written()).map(({ word }) => word).sort()).toEqual(['alone', ...asked].sort());
    expect(rounds.length).toBeLessThan(asked.length);
    const again = await Promise.allSettled([
      count('k31', 'k31'),
      count('k32', 'alone'),
      count('k33', 'k33'),
      count('k34', 'k34'),
    ]);
    expect(again.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  });

  it('join the transaction of a use case that has one', async () => {
    const failing = database.together(async () => {
      await run('k1', 'k1');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await written()).toEqual([]);
  });
});
