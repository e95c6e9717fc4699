// One PostgreSQL server with durable settings for Hearth and floor alike, and databases in it.
import { execFileSync } from 'node:child_process';
import pg from 'pg';
import { startPostgres } from '../tools/postgres.mjs';
import { ROOT } from '../tools/steps.mjs';
import { atEnd, temporaryFolder } from './children.mjs';

export const DATABASE_SETTINGS = 'PostgreSQL 18 embedded, fsync and synchronous_commit on, the same server for both';
let server;

async function serverOf() {
  if (server) return server;
  server = await startPostgres(temporaryFolder());
  const { stop } = server;
  atEnd(() => {
    server = undefined;
    return stop();
  });
  return server;
}

/** The server's process, whose children are its sessions. */
export const databasePid = async () => (await serverOf()).pid;

/** @returns the url of a new database: an empty one, or a copy of `template`, to which nobody may be connected */
export async function makeDatabase(name, template = 'template1') {
  const { url } = await serverOf();
  await withClient(url, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  return url.replace(/postgres$/, name);
}

/** @returns the url of a new database with all migrations applied */
export async function makeMigratedDatabase(name) {
  const url = await makeDatabase(name);
  execFileSync(process.execPath, ['tools/migrate.mjs'], { cwd: ROOT, env: { ...process.env, DATABASE_URL: url } });
  return url;
}

export async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
}
