// Takes a backup: every table in one snapshot, while the clinic runs.
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { onlyRead } from '../server-login.mjs';
import { ROOT } from '../steps.mjs';
import { copyOut } from './copying.mjs';
import { copyFiles } from './files.mjs';
import { fileOf, writeManifest } from './manifest.mjs';
import { appliedMigrations, copiedTables, sequences } from './tables.mjs';

export const programVersion = () => JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version;

/** Real time, and the clinic's own, which in a demo is another one. */
const FACTS = `SELECT clock_timestamp() AS "takenAt", app_now() AS "clinicTime", current_setting('server_version') AS postgres`;

async function copyAll(client, folder, onTable) {
  const tables = [];
  for (const table of await copiedTables(client)) {
    onTable(table.name);
    tables.push({ ...table, ...(await copyOut(client, table, fileOf(folder, table))) });
  }
  return tables;
}

/** The snapshot is that of the first statement; everything below is read in it. */
async function inOneSnapshot(url, work) {
  const client = new pg.Client({
    connectionString: url,
    options: '-c timezone=UTC -c datestyle=ISO',
    connectionTimeoutMillis: 10_000,
  });
  await client.connect();
  try {
    await onlyRead(client);
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Writes a backup into `parent`. It has its name only when it is whole.
 *
 * @param openStore gives the store of papers, where there are any
 * @param keyNames of the keys that seal its columns; null if they are not known here
 * @returns `{ folder, manifest }`
 */
export async function takeBackup(url, parent, { keyNames, openStore, onTable = () => {} }) {
  const half = join(parent, `unfinished-${randomUUID()}`);
  mkdirSync(half, { recursive: true, mode: 0o700 });
  try {
    const manifest = await inOneSnapshot(url, async (client) => {
      const facts = (await client.query(FACTS)).rows[0];
      const migrations = await appliedMigrations(client);
      const tables = await copyAll(client, half, onTable);
      return {
        id: randomUUID(),
        program: programVersion(),
        ...facts,
        keyNames,
        migrations,
        sequences: await sequences(client),
        tables,
        ...(await copyFiles(client, half, openStore)),
      };
    });
    writeManifest(half, manifest);
    const folder = join(parent, manifest.takenAt.toISOString().replaceAll(':', '-'));
    renameSync(half, folder);
    return { folder, manifest };
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    throw error;
  }
}
