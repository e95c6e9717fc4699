// node tools/migrate.mjs            apply what is pending (Prisma migrations, then BullMQ's own tables)
// node tools/migrate.mjs --drift    exit 1 if migrations and schema disagree (makes and drops a shadow database)
// node tools/migrate.mjs --new NAME write prisma/migrations/<stamp>_<name>/migration.sql with what the schema has and migrations lack
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runMigrations } from 'bullmq';
import pg from 'pg';
import { migrations, onServer } from './migrations.mjs';
import { Refused } from './refused.mjs';

const LOCK = 0x68656172; // "hear": whoever migrates a database of Hearth holds this advisory lock
const MISSING_DATABASE = '3D000';
const MISSING_TABLE = '42P01';

async function connect(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  return client;
}

/** Makes the database if it is not there. */
export async function ensureDatabase(url) {
  try {
    await (await connect(url)).end();
  } catch (error) {
    if (error.code !== MISSING_DATABASE) throw error;
    await onServer(url, `CREATE DATABASE ${pg.escapeIdentifier(decodeURIComponent(new URL(url).pathname.slice(1)))}`);
  }
}

/** Runs `work` while no one else migrates the same database; two starters wait for one another. */
async function alone(url, work) {
  const client = await connect(url);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    return await work(client);
  } finally {
    await client.end(); // the lock goes with its connection
  }
}

const checksum = (text) => createHash('sha256').update(text).digest('hex');
const checksums = (sql) => [sql, sql.replace(/\r\n/g, '\n'), sql.replace(/\r?\n/g, '\r\n')].map(checksum);

/**
 * The names of the migrations that the database lacks.
 *
 * Prisma's engine applies what is new and says nothing of the rest, so that is judged here.
 *
 * @throws Refused when an applied migration was edited, is unknown to this program, or failed half-way
 */
async function pending(client) {
  const known = new Map(migrations().migrationDirectories.map(({ path, migrationFile }) => [path, migrationFile.content.value]));
  const { rows } = await client
    .query(
      'SELECT migration_name AS name, checksum, finished_at AS "finishedAt" FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    )
    .catch((error) => (error.code === MISSING_TABLE ? { rows: [] } : Promise.reject(error)));
  const names = (judge) => rows.filter(judge).map(({ name }) => name);
  const refuse = (found, sentence) => {
    if (found.length) throw new Refused(`${sentence}: ${found.join(', ')}`);
  };
  refuse(
    names(({ name }) => !known.has(name)),
    'The database is newer than this program. Start the newer Hearth, or restore a backup. Migrations that only the database has',
  );
  refuse(
    names(({ finishedAt }) => !finishedAt),
    'A migration failed. Nothing of it was kept; mend it, and mark it as rolled back in the table _prisma_migrations',
  );
  refuse(
    names(({ name, checksum }) => !checksums(known.get(name)).includes(checksum)),
    'Applied migrations were edited; a change needs a migration of its own',
  );
  const applied = new Set(rows.map(({ name }) => name));
  return [...known.keys()].filter((name) => !applied.has(name));
}

/**
 * Applies what is pending, alone.
 *
 * @param options.upTo the last one to apply; all unless given
 * @returns names of the migrations that were applied
 * @throws Refused see `pending`
 */
export const migrate = (url, { upTo } = {}) =>
  alone(url, async (client) => {
    const missing = (await pending(client)).filter((name) => upTo === undefined || name <= upTo);
    if (missing.length) {
      const { applyMigrations } = await import('./engine.mjs'); // loads 3 MB of WebAssembly, which an ordinary start does without
      await applyMigrations(url, upTo);
    }
    await runMigrations(client, 'bullmq');
    return missing;
  });

async function main([flag, name]) {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL is not set'); // the engine would take 127.0.0.1:5432
  if (flag === '--drift' || flag === '--new') {
    const { difference } = await import('./engine.mjs');
    const { exitCode, stdout } = await difference(url, { script: flag === '--new' });
    if (flag === '--drift') console.log(exitCode === 0 ? 'no drift' : stdout);
    if (flag === '--drift') return exitCode === 0 ? 0 : 1;
    const folder = join('prisma/migrations', `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'migration.sql'), stdout);
    console.log(folder);
    return 0;
  }
  await ensureDatabase(url);
  console.log('applied:', (await migrate(url)).join(', ') || 'nothing');
  return 0;
}

if (process.argv[1] === import.meta.filename) {
  process.exit(
    await main(process.argv.slice(2)).catch((error) => {
      console.error(error instanceof Refused ? error.message : error);
      return 1;
    }),
  );
}
