// Loads a backup into an empty database: migrated to the backup's level, filled and fenced in one transaction, then migrated up.
import pg from 'pg';
import { migrate } from '../migrate.mjs';
import { migrations } from '../migrations.mjs';
import { Refused } from '../refused.mjs';
import { copyIn } from './copying.mjs';
import { fence } from './fence.mjs';
import { fileOf } from './manifest.mjs';
import { appliedMigrations, copiedTables, foreignKeys, inLoadOrder } from './tables.mjs';

const nameOf = pg.escapeIdentifier;

async function connected(url, work) {
  const client = new pg.Client({
    connectionString: url,
    options: '-c timezone=UTC -c datestyle=ISO',
    connectionTimeoutMillis: 10_000,
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** @throws Refused when the program is older than the backup */
export function requireKnown({ migrations: names, program }) {
  const known = new Set(migrations().migrationDirectories.map(({ path }) => path));
  const unknown = names.filter((name) => !known.has(name));
  if (!unknown.length) return;
  throw new Refused(
    `The backup is newer than this program (Hearth ${program}). Restore it with that one. Unknown: ${unknown.join(', ')}.`,
  );
}

/** Tables of any kind that hold rows, with their number; what migrations note about themselves does not count. */
async function rowsThere(client) {
  const { rows: tables } = await client.query(
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname <> '_prisma_migrations' ORDER BY 1`,
  );
  const counted = [];
  for (const { name } of tables) {
    const { rows } = await client.query(`SELECT count(*)::int AS n FROM ${nameOf(name)}`);
    if (rows[0].n) counted.push(`${name} (${rows[0].n})`);
  }
  return counted;
}

/** @throws Refused unless the database is empty: no row in any table, and no migration that the backup lacks */
export const requireEmpty = (url, manifest) =>
  connected(url, async (client) => {
    const there = await rowsThere(client);
    if (there.length)
      throw new Refused(`A backup is restored into an empty database only. This one holds rows: ${there.join(', ')}.`);
    const beyond = (await appliedMigrations(client)).filter((name) => !manifest.migrations.includes(name));
    if (beyond.length)
      throw new Refused(`The database is empty but newer than the backup (${beyond.join(', ')}). Drop it and make it anew.`);
  });

function requireSameColumns(mine, theirs) {
  const columnsOf = (tables) =>
    tables
      .map(({ name, columns }) => `${name}(${[...columns].sort().join()})`)
      .sort()
      .join('\n');
  if (columnsOf(mine) !== columnsOf(theirs))
    throw new Refused('The tables of the backup are not those that its migrations make.');
}

/** The rows obeyed the triggers when they were written; those of a log would refuse to be copied in bulk, and hints would be sent. */
const withoutTriggers = async (client, names, work) => {
  for (const name of names) await client.query(`ALTER TABLE ${nameOf(name)} DISABLE TRIGGER USER`);
  await work();
  for (const name of names) await client.query(`ALTER TABLE ${nameOf(name)} ENABLE TRIGGER USER`);
};

async function fill(client, folder, manifest, onTable) {
  requireSameColumns(await copiedTables(client), manifest.tables);
  const byName = new Map(manifest.tables.map((table) => [table.name, table]));
  const order = inLoadOrder([...byName.keys()], await foreignKeys(client));
  await withoutTriggers(client, order, async () => {
    for (const name of order) {
      const table = byName.get(name);
      onTable(name);
      const { rows, sha256 } = await copyIn(client, table, fileOf(folder, table));
      if (rows !== table.rows || sha256 !== table.sha256)
        throw new Refused(`${name} changed while it was read. Nothing was written.`);
    }
  });
  for (const { name, last } of manifest.sequences) await client.query('SELECT setval($1, $2)', [nameOf(name), last]);
}

/**
 * Restores a verified backup.
 *
 * @param before is waited for when the database was found empty, and before anything is written into it
 * @returns what the fence held back and found, see `fence`
 * @throws Refused when the database is not empty; it then holds what it held before
 */
export async function load(url, folder, manifest, { onTable = () => {}, before = async () => {} } = {}) {
  await requireEmpty(url, manifest);
  await before();
  await migrate(url, { upTo: manifest.migrations.at(-1) });
  const found = await connected(url, async (client) => {
    await client.query('BEGIN');
    await fill(client, folder, manifest, onTable);
    const fenced = await fence(client, { id: manifest.id, takenAt: manifest.clinicTime });
    await client.query('COMMIT');
    await client.query('ANALYZE');
    return fenced;
  });
  await migrate(url);
  return found;
}
