import { execFile } from 'node:child_process';
import pg from 'pg';
import { cloneDatabase, dropDatabase } from '../test/support/database-server.mjs';
import { migrations } from './migrations.mjs';

/** In a process of its own, as a start does it: the schema engine leaves a timer behind. */
const migrate = (url, ...args) =>
  new Promise((done) => {
    execFile(
      process.execPath,
      ['tools/migrate.mjs', ...args],
      { env: { ...process.env, DATABASE_URL: url } },
      (error, stdout, stderr) => done({ code: error?.code ?? 0, said: `${stdout}${stderr}`.trim() }),
    );
  });

async function query(url, text) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return (await client.query(text).finally(() => client.end())).rows;
}

const url = process.env.DATABASE_URL;
const serverUrl = process.env.TEST_SERVER_URL;

describe('migrations', () => {
  it('and schema say the same', async () => {
    expect(await migrate(url, '--drift')).toEqual({ code: 0, said: 'no drift' });
  });

  it('has nothing to do on a database that is up to date', async () => {
    expect(await migrate(url)).toEqual({ code: 0, said: 'applied: nothing' });
  });

  it('leave it to their runner where a transaction begins and ends', () => {
    for (const { path, migrationFile } of migrations().migrationDirectories) {
      expect([path, migrationFile.content.value]).toEqual([path, expect.not.stringMatching(/^\s*(BEGIN|COMMIT|ROLLBACK)\s*;/im)]);
    }
  });

  it.each([
    [
      'is newer than the program',
      "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '2999_x', now())",
    ],
    ['had a migration edited after it was applied', "UPDATE _prisma_migrations SET checksum = 'x'"],
    ['has a migration that another tool did not finish', 'UPDATE _prisma_migrations SET finished_at = NULL'],
  ])('refuse a database that %s', async (_, change) => {
    const clone = await cloneDatabase(serverUrl);
    await query(clone, change);
    const { code, said } = await migrate(clone);
    expect(code).toBe(1);
    expect(said).toMatch(/^(The database is newer|Applied migrations were edited|A migration was begun by another tool)/);
    expect(said).not.toContain(' at '); // a sentence, no stack
    await dropDatabase(serverUrl, clone);
  });
});
