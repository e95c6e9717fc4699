import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { admit } from '../../tools/server-login.mjs';
import { type Config, requireConfig } from './config.js';
import { Database } from './database.js';
import { requireFittingDatabase } from './database-fitness.js';
import { connectionSettings, type DatabaseRole, SWEEP_LIMITS, WORK_LIMITS } from './pool.js';

const config = requireConfig(process.env);
const DENIED = { code: '42501' };
let owner: pg.Client;
const open = async (settings: pg.ClientConfig): Promise<pg.Client> => {
  const client = new pg.Client(settings);
  await client.connect();
  return client;
};
const as = (role: DatabaseRole, url = config.databaseUrl) =>
  open(connectionSettings(url, role === 'app_rw' ? WORK_LIMITS : SWEEP_LIMITS));

/** Tries statements one by one, in a transaction that never happened. @returns their SQLSTATEs; null: it went through */
async function tries(client: pg.Client, statements: readonly string[]): Promise<(string | null)[]> {
  const states: (string | null)[] = [];
  for (const statement of statements) {
    await client.query('BEGIN');
    states.push(
      await client.query(statement).then(
        () => null,
        (error: pg.DatabaseError) => error.code ?? '',
      ),
    );
    await client.query('ROLLBACK');
  }
  return states;
}
const rowsOf = async <T extends object>(text: string) => (await owner.query<T>(text)).rows;

beforeAll(async () => {
  owner = await open({ connectionString: config.databaseUrl });
});
afterAll(() => owner.end());

const TABLES = `pg_class c WHERE relkind IN ('r', 'p') AND relnamespace IN ('public'::regnamespace, 'bullmq'::regnamespace)`;

describe('what the migrations make', () => {
  it('belongs to app_migrate, whom nobody signs in as', async () => {
    const roles = await rowsOf(
      `SELECT rolname, rolcanlogin, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles WHERE rolname LIKE 'app\\_%' ORDER BY 1`,
    );
    const powerless = { rolcanlogin: false, rolsuper: false, rolcreaterole: false, rolcreatedb: false, rolbypassrls: false };
    expect(roles).toEqual(['app_migrate', 'app_readonly', 'app_rw', 'app_sweep'].map((rolname) => ({ rolname, ...powerless })));
    const others = await rowsOf(`SELECT relname, relowner::regrole FROM ${TABLES} AND relowner <> 'app_migrate'::regrole`);
    expect(others).toEqual([]);
    expect(
      await rowsOf(`SELECT nspowner::regrole::text AS owner FROM pg_namespace WHERE nspname IN ('public', 'bullmq')`),
    ).toEqual([1, 2].map(() => ({ owner: 'app_migrate' })));
  });

  it('covers a table of a later migration, and keeps its rows if they are facts', async () => {
    await owner.query('CREATE TABLE later (id int); CREATE TABLE later_fact (id int)');
    const may = (table: string) =>
      rowsOf(`SELECT verb FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) verb
              WHERE has_table_privilege('app_rw', '${table}', verb) ORDER BY 1`).then((rows) =>
        rows.map((row) => (row as { verb: string }).verb),
      );
    expect(await may('later')).toEqual(['DELETE', 'INSERT', 'SELECT', 'UPDATE']); // before anybody has settled anything
    await owner.query('CREATE TRIGGER fact BEFORE UPDATE OR DELETE ON later_fact FOR EACH ROW EXECUTE FUNCTION is_a_fact()');
    await owner.query('SELECT settle_roles()');
    expect(await may('later_fact')).toEqual(['INSERT', 'SELECT']);
    expect(await rowsOf(`SELECT relowner::regrole::text AS owner FROM pg_class WHERE relname = 'later'`)).toEqual([
      { owner: 'app_migrate' },
    ]);
    await owner.query('DROP TABLE later, later_fact');
  });
});

describe('app_rw', () => {
  it('is what the servers work as, and app_sweep what they sweep as', async () => {
    const database = new Database(config);
    expect(await database.sql`SELECT current_user`).toEqual([{ current_user: 'app_rw' }]);
    expect(await database.transact((tx) => tx.sql`SELECT current_user`)).toEqual([{ current_user: 'app_rw' }]);
    await database.onApplicationShutdown();
    const sweep = await as('app_sweep');
    expect((await sweep.query('SELECT current_user')).rows).toEqual([{ current_user: 'app_sweep' }]);
    await sweep.end();
  });

  it('changes no schema and makes no roles', async () => {
    const client = await as('app_rw');
    const forbidden = [
      'CREATE TABLE mine (id int)',
      'CREATE FUNCTION mine() RETURNS int LANGUAGE sql RETURN 1',
      'CREATE SCHEMA mine',
      'ALTER TABLE person ADD COLUMN mine text',
      'ALTER TABLE audit_event DISABLE TRIGGER USER',
      'DROP TABLE audit_event',
      'DROP TRIGGER audit_event_is_a_fact ON audit_event',
      'CREATE INDEX mine ON person (id)',
      'TRUNCATE outbox_event',
      'CREATE ROLE mine',
      'SELECT settle_roles()',
    ];
    expect(await tries(client, forbidden)).toEqual(forbidden.map(() => '42501'));
    await client.end();
  });

  it('makes sequences for the queues, which BullMQ asks for as it runs', async () => {
    const client = await as('app_rw');
    expect(await tries(client, ['CREATE SEQUENCE bullmq.mine', 'CREATE SEQUENCE public.mine'])).toEqual([null, '42501']);
    await client.end();
  });

  it('adds facts, and can neither change nor delete one', async () => {
    const facts = await rowsOf<{ name: string }>(
      `SELECT DISTINCT tgrelid::regclass::text AS name FROM pg_trigger WHERE tgfoid = 'is_a_fact()'::regprocedure ORDER BY 1`,
    );
    const names = facts.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['audit_event', 'session_entry']));
    const client = await as('app_rw');
    const column = (name: string) =>
      rowsOf<{ attname: string }>(`SELECT attname FROM pg_attribute WHERE attrelid = '${name}'::regclass AND attnum = 1`);
    for (const name of names) {
      const [{ attname }] = (await column(name)) as [{ attname: string }];
      const forbidden = [`UPDATE ${name} SET ${attname} = NULL`, `DELETE FROM ${name}`, `TRUNCATE ${name}`];
      expect([name, await tries(client, [...forbidden, `SELECT 1 FROM ${name}`])]).toEqual([
        name,
        ['42501', '42501', '42501', null],
      ]);
    }
    expect(await tries(client, ['UPDATE _prisma_migrations SET checksum = NULL', 'DELETE FROM _prisma_migrations'])).toEqual([
      '42501',
      '42501',
    ]);
    await client.end();
  });
});

describe('app_sweep', () => {
  const may = async (verb: string) =>
    (
      await rowsOf<{ place: string }>(`
        SELECT DISTINCT c.relname || CASE WHEN has_table_privilege('app_sweep', c.oid, '${verb}') THEN '' ELSE '.' || attname END AS place
        FROM pg_class c JOIN pg_attribute ON attrelid = c.oid AND attnum > 0 AND NOT attisdropped
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
          AND (has_table_privilege('app_sweep', c.oid, '${verb}') OR '${verb}' <> 'DELETE' AND has_column_privilege('app_sweep', c.oid, attnum, '${verb}'))
        ORDER BY 1`)
    ).map(({ place }) => place);

  it('reads what the sweep reads, and nothing else of anybody', async () => {
    expect(await may('SELECT')).toEqual([
      'clinic_alert.about_at',
      'clinic_alert.closed_at',
      'clinic_alert.id',
      'clinic_alert.kind',
      'clinic_alert.patient_id',
      'clock_offset',
      'deadline',
      'dosing_session.discharged_at',
      'dosing_session.dosed_at',
      'dosing_session.id',
      'dosing_session.last_seq',
      'dosing_session.patient_id',
      'dosing_session.plan',
      'dosing_session.prescriber_id',
      'dosing_session.therapist_id',
      'on_call_duty.ends_at',
      'on_call_duty.person_id',
      'on_call_duty.starts_at',
      'person.disabled_at',
      'person.id',
      'person.is_external',
      'person.role',
      'session_entry.payload',
      'session_entry.seq',
      'session_entry.session_id',
      'session_entry.type',
      'session_watch',
      'sweeper_heartbeat',
      'watch_cover',
    ]);
    const client = await as('app_sweep');
    const health = [
      'person',
      'emergency_card',
      'consent',
      'message',
      'protocol',
      'dose_line',
      'audit_event',
      'password_credential',
      'sign_in',
    ];
    expect(
      await tries(
        client,
        health.map((name) => `SELECT * FROM ${name}`),
      ),
    ).toEqual(health.map(() => '42501'));
    await client.end();
  });

  it('writes what the sweep writes, and nothing else', async () => {
    expect(await may('INSERT')).toEqual([
      'audit_event',
      'clinic_alert',
      'deadline',
      'incident', // which an emergency in a log opens
      'outbox_event',
      'session_entry',
      'sweeper_heartbeat',
    ]);
    expect(await may('UPDATE')).toEqual([
      'clinic_alert.closed_at',
      'clock_offset.seen_at',
      'deadline.fired_at',
      'dosing_session.last_seq',
      'sweeper_heartbeat',
      'watch_cover.began_at',
      'watch_cover.ended_as',
      'watch_cover.ended_at',
    ]);
    expect(await may('DELETE')).toEqual(['sweeper_heartbeat']);
  });
});

describe('app_readonly', () => {
  it('reads everything and writes nothing', async () => {
    const wrong = await rowsOf(`
      SELECT relname FROM ${TABLES} AND (NOT has_table_privilege('app_readonly', c.oid, 'SELECT')
        OR has_table_privilege('app_readonly', c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER'))`);
    expect(wrong).toEqual([]);
    const client = await open({ connectionString: config.databaseUrl, options: '-c role=app_readonly' });
    const forbidden = [
      "INSERT INTO sweeper_heartbeat VALUES ('x', now())",
      'DELETE FROM outbox_event',
      'CREATE TABLE mine (id int)',
    ];
    expect(await tries(client, [...forbidden, 'SELECT 1 FROM person'])).toEqual(['42501', '42501', '42501', null]);
    await client.end();
  });
});

describe('a login of the servers’ own', () => {
  const [login, password] = [`server_${randomUUID().slice(0, 8)}`, randomBytes(12).toString('hex')];
  const url = Object.assign(new URL(config.databaseUrl), { username: login, password }).href;
  const fits = (as: Partial<Config> = {}) => requireFittingDatabase({ databaseUrl: url, mode: 'production', ...as });
  beforeAll(() => owner.query(`CREATE ROLE ${login} LOGIN PASSWORD '${password}'`));
  afterAll(() => owner.query(`DROP ROLE ${login}`));

  it('is refused until it is let in, with what to do', async () => {
    await expect(fits()).rejects.toThrow(/^DATABASE_URL: this login may read nothing\. Run npm run migrate first/);
    await expect(as('app_rw', url)).rejects.toMatchObject(DENIED);
  });

  it('works and sweeps from then on, and is nobody else', async () => {
    await admit(config.databaseUrl, url);
    await admit(config.databaseUrl, url); // as each start does
    await expect(fits({ mode: 'demo' })).resolves.toBeUndefined();
    for (const role of ['app_rw', 'app_sweep'] as const) {
      const client = await as(role, url);
      const escapes = ['SET ROLE app_migrate', 'SET ROLE hearth', 'SET ROLE app_readonly'];
      expect(await tries(client, [...escapes, 'SET ROLE NONE; CREATE TABLE mine (id int)'])).toEqual([
        '42501',
        '42501',
        '42501',
        '42501',
      ]);
      await client.end();
    }
  });

  it('is told in production what of the server itself must not be so', async () => {
    await expect(fits()).rejects.toThrow(
      /^DATABASE_URL: this PostgreSQL can lose confirmed data; turn on fsync, full_page_writes in/,
    ); // that of the tests does
  });
});
