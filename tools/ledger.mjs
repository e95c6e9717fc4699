// The ledger of applied migrations: Prisma's table `_prisma_migrations`, in the form in which Prisma's own tools read it.
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { migrations } from './migrations.mjs';
import { Refused } from './refused.mjs';

const MISSING_TABLE = '42P01';
const LOCK_NOT_AVAILABLE = '55P03';
/** A change of a table that waits for its lock holds up everybody behind it, safety checks too: it lets go, and asks again later. */
const [LOCK_WITHIN_MS, AGAIN_AFTER_MS, TRIES] = [3_000, 2_000, 12];

const LEDGER = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;
const NOTE = `
  INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
  VALUES ($1, $2, $3, clock_timestamp(), 1)`;
/** From the migration on that makes the roles: whose each table is, and who may what. */
const CAN_SETTLE = `SELECT to_regprocedure('public.settle_roles()') IS NOT NULL AS "canSettle"`;
const READ = `
  SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS "isFinished"
  FROM _prisma_migrations WHERE rolled_back_at IS NULL`;

const checksum = (text) => createHash('sha256').update(text).digest('hex');
const checksums = (sql) => [sql, sql.replace(/\r\n/g, '\n'), sql.replace(/\r?\n/g, '\r\n')].map(checksum);

/**
 * The migrations that the database lacks, as `{ name, sql }`, oldest first.
 *
 * @throws Refused when an applied migration was edited, is unknown to this program, or is not finished
 */
export async function pending(client) {
  const known = migrations().migrationDirectories.map(({ path, migrationFile }) => ({
    name: path,
    sql: migrationFile.content.value,
  }));
  const { rows } = await client
    .query(READ)
    .catch((error) => (error.code === MISSING_TABLE ? { rows: [] } : Promise.reject(error)));
  judge(rows, new Map(known.map(({ name, sql }) => [name, sql])));
  const applied = new Set(rows.map(({ name }) => name));
  return known.filter(({ name }) => !applied.has(name));
}

function judge(rows, sqlOf) {
  const refuse = (isWrong, sentence) => {
    const found = rows.filter(isWrong).map(({ name }) => name);
    if (found.length) throw new Refused(`${sentence}: ${found.join(', ')}`);
  };
  refuse(
    ({ name }) => !sqlOf.has(name),
    'The database is newer than this program. Start the newer Hearth, or restore a backup. Migrations that only the database has',
  );
  refuse(
    ({ isFinished }) => !isFinished,
    'A migration was begun by another tool and not finished. Look what of it is there; then delete its row in the table _prisma_migrations, or set finished_at',
  );
  refuse(
    ({ name, checksum }) => !checksums(sqlOf.get(name)).includes(checksum),
    'Applied migrations were edited; a change needs a migration of its own',
  );
}

/**
 * Applies one migration and notes it, in one transaction. The caller is the only one who migrates.
 *
 * @throws Error with the migration's name; nothing of it is kept
 */
export async function apply(client, migration) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await applyOnce(client, migration);
    } catch (error) {
      if (error.code !== LOCK_NOT_AVAILABLE || attempt === TRIES)
        throw new Error(`Migration ${migration.name}: ${error.message}`, { cause: error });
      await setTimeout(AGAIN_AFTER_MS);
    }
  }
}

/** Gives what was made to the role that owns everything, and its privileges to the others; nothing before there are such roles. */
export async function settleRoles(client) {
  const { rows } = await client.query(CAN_SETTLE);
  if (rows[0].canSettle) await client.query('SELECT public.settle_roles()');
}

async function applyOnce(client, { name, sql }) {
  await client.query(`BEGIN; SET LOCAL lock_timeout = ${LOCK_WITHIN_MS}`);
  try {
    await client.query(LEDGER);
    await client.query(sql);
    await settleRoles(client);
    await client.query(NOTE, [randomUUID(), checksum(sql), name]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {}); // the connection may be what was lost
    throw error;
  }
}
