import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { cloneDatabase } from './database-server.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const TEMPLATE = 'hearth_demo';
const LOCK = 0x64656d6f; // "demo": whoever makes the template on a server holds this advisory lock

export type SignIn = Readonly<{
  role: string;
  name: string;
  email: string;
  password: string;
  authenticatorSecret: string | null;
}>;
export type Link = Readonly<{ name: string; path: string }>;
type Told = { signIns: SignIn[]; links: Link[] };
/** What a data folder holds, by file name; beside the keys of a demo clinic it is not worth hiding. */
type Files = Record<string, string>;

/** Runs the seed against a database; it says the sign-ins and links of the demo clinic in its last line. */
export async function seedDemo(env: NodeJS.ProcessEnv): Promise<Told> {
  const { stdout } = await promisify(execFile)(process.execPath, ['dist/server/seed.js'], { cwd: ROOT, env });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

/** @returns the data folder of the template, which a server has from its first clinic on: its story takes seconds to tell */
async function templateOn(serverUrl: string): Promise<Files> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const { rows } = await client.query<{ files: string }>(
      `SELECT shobj_description(oid, 'pg_database') AS files FROM pg_database WHERE datname = $1`,
      [TEMPLATE],
    );
    return rows[0] ? JSON.parse(rows[0].files) : await tell(client, serverUrl);
  } finally {
    await client.end();
  }
}

async function tell(server: pg.Client, serverUrl: string): Promise<Files> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hearth-demo-'));
  const databaseUrl = await cloneDatabase(serverUrl);
  const env = { ...process.env, HEARTH_MODE: 'demo', HEARTH_DATA_DIR: dataDir, DATABASE_URL: databaseUrl, REDIS_URL: '' };
  await seedDemo(env);
  const files = Object.fromEntries(readdirSync(dataDir).map((name) => [name, readFileSync(join(dataDir, name), 'utf8')]));
  rmSync(dataDir, { recursive: true });
  const name = new URL(databaseUrl).pathname.slice(1);
  await server.query(`COMMENT ON DATABASE ${name} IS ${pg.escapeLiteral(JSON.stringify(files))}`);
  await server.query(`ALTER DATABASE ${name} RENAME TO ${TEMPLATE}`);
  return files;
}

/** A lease of watching is real time: it would have run out while the template lay there. */
async function renewWatches(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('UPDATE session_watch SET seen_at = seen_at + (now() - (SELECT max(seen_at) FROM session_watch))');
  } finally {
    await client.end();
  }
}

/**
 * @param dataDir an empty folder, which gets the keys that the database is sealed with
 * @returns a demo clinic of one's own, as the seed has left it; its clock goes on from there when its first server boots
 */
export async function cloneDemo(serverUrl: string, dataDir: string): Promise<Told & { databaseUrl: string }> {
  const files = await templateOn(serverUrl);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dataDir, name), text, { mode: 0o600 });
  const databaseUrl = await cloneDatabase(serverUrl, { template: TEMPLATE });
  await renewWatches(databaseUrl);
  return { databaseUrl, ...JSON.parse(files['demo.json']!) };
}
