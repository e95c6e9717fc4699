import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

const FUTURE = '99990101000000_future';
const dataDir = mkdtempSync(join(tmpdir(), 'hearth-misfit-'));
let database: pg.Client;

/** Runs a server process to the end that it is expected to come to by itself. */
const run = (name: 'api' | 'worker') =>
  new Promise<{ code: unknown; said: string }>((done) => {
    const env = { ...process.env, HEARTH_DATA_DIR: dataDir, PORT: '0' };
    execFile(process.execPath, [`dist/server/${name}.js`], { env }, (error, _, stderr) =>
      done({ code: error?.code ?? 0, said: stderr.trim() }),
    );
  });

beforeAll(async () => {
  database = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  rmSync(dataDir, { recursive: true });
});
afterEach(async () => {
  await database.query('DELETE FROM _prisma_migrations WHERE migration_name = $1', [FUTURE]);
  await database.query('UPDATE _prisma_migrations SET rolled_back_at = NULL, finished_at = now()');
});

describe('a server process', () => {
  it.each(['api', 'worker'] as const)('that is an %s does not start on a database that is newer than itself', async (name) => {
    await database.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '${FUTURE}', now())`,
    );
    expect(await run(name)).toEqual({
      code: 1,
      said: `DATABASE_URL: the database is newer than this program: it has ${FUTURE}. Start the newer Hearth, or restore a backup from before the upgrade.`,
    });
  });

  it.each([
    ['lacks a migration', 'rolled_back_at = now()', /^DATABASE_URL: the database lacks .*Run npm run migrate first/],
    ['has an unfinished one', 'finished_at = NULL', /^DATABASE_URL: a migration is not finished/],
  ])('does not start on a database that %s', async (_, change, sentence) => {
    await database.query(`UPDATE _prisma_migrations SET ${change} WHERE migration_name LIKE '%_safety'`);
    const { code, said } = await run('api');
    expect([code, said]).toEqual([1, expect.stringMatching(sentence)]);
    expect(said).not.toContain('\n'); // a sentence, no stack
  });
});
