import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import pg from 'pg';
import { dropDatabase } from '../support/database-server.mjs';
import { Dice, seedOfRun } from '../support/dice.js';

const POINTS = process.env['PROVE'] ? 200 : 4;
const SPOILS = ['the runner', 'its connection'] as const;
/** All that migrations make, in words that are the same when it is the same; and their ledger. */
const CATALOG = `
  WITH space AS (SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'bullmq')), line AS (
    SELECT format('column %s.%s %s %s %s', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull,
                  pg_get_expr(adbin, adrelid)) AS text
    FROM pg_attribute JOIN pg_class c ON c.oid = attrelid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE relnamespace IN (SELECT oid FROM space) AND attnum > 0 AND NOT attisdropped AND relkind IN ('r', 'p', 'v')
    UNION ALL SELECT format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
    WHERE connamespace IN (SELECT oid FROM space)
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname IN ('public', 'bullmq')
    UNION ALL SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
    WHERE NOT tgisinternal AND relnamespace IN (SELECT oid FROM space)
    UNION ALL SELECT pg_get_functiondef(p.oid) FROM pg_proc p
    WHERE pronamespace IN (SELECT oid FROM space) AND prokind IN ('f', 'p')
      AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = p.oid AND deptype = 'e')
    UNION ALL SELECT format('applied %s %s %s', migration_name, checksum, finished_at IS NOT NULL) FROM _prisma_migrations)
  SELECT md5(string_agg(text, E'\\n' ORDER BY text)) AS digest, count(*)::int AS lines FROM line`;
// an autovacuum worker may be there too, and belongs to nobody who may end it
const THERE = "SELECT pid FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'";

const serverUrl = process.env['TEST_SERVER_URL'] ?? '';
const dice = new Dice(seedOfRun());
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
let server: pg.Client;

beforeAll(async () => {
  server = new pg.Client({ connectionString: serverUrl });
  await server.connect();
});
afterAll(() => server.end());

/** A database that is not there yet. */
function newDatabase() {
  const name = `migrated_${randomUUID().slice(0, 8)}`;
  return { name, url: serverUrl.replace(/postgres$/, name) };
}

function startRunner(url: string): ChildProcess {
  return spawn(process.execPath, ['tools/migrate.mjs'], { env: { ...process.env, DATABASE_URL: url }, stdio: 'ignore' });
}

async function run(url: string): Promise<unknown> {
  const [code] = await once(startRunner(url), 'exit');
  return code;
}

async function connections(name: string): Promise<number[]> {
  return (await server.query<{ pid: number }>(THERE, [name])).rows.map(({ pid }) => pid);
}

async function catalog(url: string): Promise<{ digest: string; lines: number }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(CATALOG)).rows[0];
  } finally {
    await client.end();
  }
}

/** Starts a runner and waits until it has begun with the database. */
async function begin({ name, url }: { name: string; url: string }): Promise<{ runner: ChildProcess; ended: Promise<unknown> }> {
  const runner = startRunner(url);
  const ended = once(runner, 'exit');
  while (runner.exitCode === null && !(await connections(name)).length) await pause(2);
  return { runner, ended };
}

describe('a migration that is cut off', () => {
  let whole: { digest: string; lines: number };
  let tookMs: number;

  beforeAll(async () => {
    const database = newDatabase();
    const { ended } = await begin(database);
    const began = performance.now();
    expect((await ended) as unknown[]).toEqual([0, null]);
    tookMs = performance.now() - began;
    whole = await catalog(database.url);
    expect(whole.lines).toBeGreaterThan(100);
    await dropDatabase(serverUrl, database.url);
  });

  const points = Array.from({ length: POINTS }, (_, at) => [SPOILS[at % 2]!, dice.next()] as const);
  it.each(points)(`is taken up by the next run: %s ended after %f of its time (seed ${dice.seed})`, async (spoiled, share) => {
    const database = newDatabase();
    const { runner, ended } = await begin(database);
    await pause(share * tookMs);
    if (spoiled === 'the runner') runner.kill('SIGKILL');
    else for (const pid of await connections(database.name)) await server.query('SELECT pg_terminate_backend($1)', [pid]);
    await ended;
    expect(await run(database.url)).toBe(0);
    expect(await catalog(database.url)).toEqual(whole);
    await dropDatabase(serverUrl, database.url);
  });

  it('is applied once by two who start at once, on a server that has no such database', async () => {
    const { url } = newDatabase();
    expect(await Promise.all([run(url), run(url)])).toEqual([0, 0]);
    expect(await catalog(url)).toEqual(whole);
    await dropDatabase(serverUrl, url);
  });
});
