// One server for the run with one migrated template; each test file, and each clinic that a test starts, gets a clone of it.
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../../tools/postgres.mjs';

const TEMPLATE = 'hearth_template';
const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 4 * 1024 ** 3;
const servers = [];

/** In memory where there is enough of it: copying a database makes a thousand files, which on a disk costs as much as many a test. */
function folderOf({ durable }) {
  if (durable) return tmpdir();
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ENOUGH_BYTES ? MEMORY : tmpdir();
  } catch {
    return tmpdir(); // no Linux
  }
}

/** @returns the url of the server's database `postgres`; `stopServers` ends it and removes its files */
export async function startServer({ durable }) {
  const home = mkdtempSync(join(folderOf({ durable }), 'hearth-test-'));
  const postgres = await startPostgres(home, { durable, detached: false }); // it ends with the tests, also by Ctrl-C
  servers.push({ home, postgres });
  await makeTemplate(postgres.url);
  return postgres.url;
}

/**
 * Makes the migrated database that `cloneDatabase` copies. With TEST_AHEAD_MIN the clocks of all clinics run so many minutes ahead: a
 * test that holds at any hour of any day holds then, too.
 */
export async function makeTemplate(serverUrl) {
  // in a process of its own: the schema engine leaves a 10 s timer behind, which would keep Jest alive
  execFileSync(process.execPath, ['tools/migrate.mjs'], {
    env: { ...process.env, DATABASE_URL: databaseNamed(serverUrl, TEMPLATE) },
  });
  await setAhead(databaseNamed(serverUrl, TEMPLATE));
}

/** Puts the clock of a database as far ahead as TEST_AHEAD_MIN says. */
export async function setAhead(url) {
  const aheadMs = Number(process.env.TEST_AHEAD_MIN ?? 0) * 60_000;
  if (aheadMs)
    await onServer(
      url,
      `INSERT INTO clock_offset (offset_ms, seen_at) VALUES (${aheadMs}, now() + ${aheadMs} * interval '1 ms')`,
    );
}

export async function stopServers() {
  for (const { home, postgres } of servers.splice(0)) {
    await postgres.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

export const databaseNamed = (serverUrl, database) => serverUrl.replace(/postgres$/, database);

async function onServer(serverUrl, statement) {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

export const newDatabaseName = () => `t${process.env.JEST_WORKER_ID ?? 0}_${randomUUID().slice(0, 8)}`;

/** @returns the url of a copy of another database; unless named, of one with all migrations applied and not one row in it */
export async function cloneDatabase(serverUrl, { template = TEMPLATE, name = newDatabaseName() } = {}) {
  await onServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY ${process.env.PG_STRATEGY ?? 'FILE_COPY'}`);
  return databaseNamed(serverUrl, name);
}

/** FORCE ends whoever is connected, but may not end an autovacuum that has just looked in: it leaves by itself. */
export async function dropDatabase(serverUrl, url, tries = 20) {
  const statement = `DROP DATABASE IF EXISTS ${new URL(url).pathname.slice(1)} WITH (FORCE)`;
  const refused = await onServer(serverUrl, statement).catch((error) => error);
  if (!refused) return;
  if (refused.code !== '42501' || tries === 0) throw refused;
  await new Promise((done) => setTimeout(done, 100));
  await dropDatabase(serverUrl, url, tries - 1);
}
