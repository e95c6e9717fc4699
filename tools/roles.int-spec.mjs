import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { asSuperuser, startPostgres } from './postgres.mjs';
import { ownLogin } from './server-login.mjs';

const BEFORE_ROLES = '20261125000600_live_sessions';
const LOOSE = { durable: false, detached: false };

async function query(url, text) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return (await client.query(text).finally(() => client.end())).rows;
}
const runner = (env, args = ['tools/migrate.mjs']) =>
  new Promise((done) => {
    execFile(process.execPath, args, { env: { ...process.env, ...env } }, (error, stdout, stderr) =>
      done({ code: error?.code ?? 0, said: `${stdout}${stderr}`.trim() }),
    );
  });

/** Up to one migration, as the version before knew them. */
const ofBefore = `import('./tools/migrate.mjs').then(async ({ ensureDatabase, migrate }) => {
  await ensureDatabase(process.env.DATABASE_URL);
  await migrate(process.env.DATABASE_URL, { upTo: '${BEFORE_ROLES}' });
  process.exit(0);
})`;

/** A PostgreSQL of one's own; `restart` may do something to its files in between. */
class Cluster {
  static async open() {
    const cluster = new Cluster();
    cluster.home = mkdtempSync(join(tmpdir(), 'hearth-roles-'));
    cluster.server = await startPostgres(cluster.home, LOOSE);
    return cluster;
  }

  at(name) {
    return this.server.url.replace(/postgres$/, name);
  }

  async restart(inBetween = () => {}) {
    await this.server.stop();
    inBetween(this.home);
    this.server = await startPostgres(this.home, LOOSE);
  }

  async close() {
    await this.server.stop();
    rmSync(this.home, { recursive: true });
  }
}

describe('a cluster that the version before has made', () => {
  let cluster;
  beforeAll(async () => {
    cluster = await Cluster.open();
    expect(await runner({ DATABASE_URL: cluster.at('clinic') }, ['-e', ofBefore])).toEqual({ code: 0, said: '' });
    await query(cluster.at('clinic'), "INSERT INTO sweeper_heartbeat VALUES ('kept', now())");
    await cluster.restart((home) => asSuperuser(home, 'ALTER ROLE hearth NOCREATEROLE'));
  });
  afterAll(() => cluster.close());

  it('is not migrated by a login that may make no roles, which is told what an administrator must do', async () => {
    const { code, said } = await runner({ DATABASE_URL: cluster.at('clinic') });
    expect([code, said]).toEqual([1, expect.stringContaining('the login hearth may make no roles')]);
    expect(said).toContain('ALTER ROLE hearth CREATEROLE');
    expect(await query(cluster.at('clinic'), 'SELECT node FROM sweeper_heartbeat')).toEqual([{ node: 'kept' }]);
  });

  it('goes on working when it is ours: the next start gives its login that right', async () => {
    await cluster.restart((home) => rmSync(join(home, 'makes-roles')));
    expect(await runner({ DATABASE_URL: cluster.at('clinic') })).toEqual({ code: 0, said: expect.stringContaining('_roles') });
    expect(await query(cluster.at('clinic'), 'SELECT node FROM sweeper_heartbeat')).toEqual([{ node: 'kept' }]);
  });

  it('gives its servers a login anew at each start', async () => {
    const first = await ownLogin(cluster.at('clinic'));
    expect(await query(first, 'SELECT session_user::text AS login')).toEqual([{ login: 'hearth_server' }]);
    const second = await ownLogin(cluster.at('clinic'));
    expect(new URL(second).password).not.toBe(new URL(first).password);
    await expect(query(first, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    await expect(query(second, 'CREATE TABLE mine (id int)')).rejects.toMatchObject({ code: '42501' });
    expect(await query(second, 'SELECT count(*)::int AS n FROM person')).toEqual([{ n: 0 }]);
  });
});

describe('a cluster of its own', () => {
  let cluster;
  beforeAll(async () => {
    cluster = await Cluster.open();
  });
  afterAll(() => cluster.close());

  it('has the roles made once by several who migrate different databases at once', async () => {
    const made = await Promise.all(['one', 'two', 'three'].map((name) => runner({ DATABASE_URL: cluster.at(name) })));
    expect(made.map(({ code, said }) => [code, said.includes('_roles')])).toEqual(made.map(() => [0, true]));
  });

  it('lets the login of DATABASE_URL in when DATABASE_MIGRATE_URL is the owner’s', async () => {
    await query(cluster.at('postgres'), "CREATE ROLE outside LOGIN PASSWORD 'outside-of-it'");
    const url = Object.assign(new URL(cluster.at('one')), { username: 'outside', password: 'outside-of-it' }).href;
    const before = query(url, 'SET ROLE app_rw');
    await expect(before).rejects.toMatchObject({ code: '42501' });
    expect((await runner({ DATABASE_URL: url, DATABASE_MIGRATE_URL: cluster.at('one') })).code).toBe(0);
    expect(await query(url, 'SELECT count(*)::int AS n FROM person')).toEqual([{ n: 0 }]);
    await expect(query(url, 'SET ROLE app_migrate')).rejects.toMatchObject({ code: '42501' });
  });
});
