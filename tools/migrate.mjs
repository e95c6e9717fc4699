// node tools/migrate.mjs            apply what is pending (Prisma migrations, then BullMQ's own tables), as DATABASE_MIGRATE_URL or else
//                                   DATABASE_URL, and let the login of DATABASE_URL take the servers' roles
// node tools/migrate.mjs --drift    exit 1 if migrations and schema disagree (makes and drops a shadow database)
// node tools/migrate.mjs --new NAME write prisma/migrations/<stamp>_<name>/migration.sql with what the schema has and migrations lack
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runMigrations } from 'bullmq';
import pg from 'pg';
import { apply, pending, settleRoles } from './ledger.mjs';
import { onServer } from './migrations.mjs';
import { Refused } from './refused.mjs';
import { admit } from './server-login.mjs';

const LOCK = 0x68656172; // "hear": whoever migrates a database of Hearth holds this advisory lock
const MISSING_DATABASE = '3D000';
/** What CREATE DATABASE says to the second of two who make the same one at once. */
const IS_THERE = ['42P04', '23505'];

async function connect(url) {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    options: '-c idle_in_transaction_session_timeout=60s', // a frozen runner must not hold tables for ever
  });
  client.on('error', () => {}); // a connection that is lost says so to the next statement
  await client.connect();
  return client;
}

/** Makes the database if it is not there. */
export async function ensureDatabase(url) {
  try {
    await (await connect(url)).end();
  } catch (error) {
    if (error.code !== MISSING_DATABASE) throw error;
    const name = pg.escapeIdentifier(decodeURIComponent(new URL(url).pathname.slice(1)));
    await onServer(url, `CREATE DATABASE ${name}`).catch((thrown) => IS_THERE.includes(thrown.code) || Promise.reject(thrown));
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

/**
 * Applies what is pending, alone: each migration with its line in the ledger is one transaction, so that a death in the middle
 * leaves the database at one migration or at the next, and the next run goes on from there.
 *
 * @param options.upTo the last one to apply; all unless given
 * @returns names of the migrations that were applied
 * @throws Refused see `pending`
 */
export const migrate = (url, { upTo } = {}) =>
  alone(url, async (client) => {
    const missing = (await pending(client)).filter(({ name }) => upTo === undefined || name <= upTo);
    for (const migration of missing) await apply(client, migration);
    await runMigrations(client, 'bullmq'); // one transaction too
    await settleRoles(client);
    return missing.map(({ name }) => name);
  });

async function main([flag, name]) {
  const { DATABASE_URL: serverUrl, DATABASE_MIGRATE_URL: migrateUrl } = process.env;
  const url = migrateUrl || serverUrl;
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
  if (serverUrl) await admit(url, serverUrl);
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
