import pg from 'pg';
import type { Config } from './config.js';
import { connectionSettings, READ_LIMITS } from './pool.js';
import { schemaMisfit } from './schema-level.js';
import { runSql, type Sql } from './sql.js';
import { sqlState } from './sql-state.js';

const DENIED = '42501';

/** What production must not run on: a server that forgets, a login that no rule of the database binds. */
async function productionMisfits(sql: Sql): Promise<string[]> {
  const lossy = await sql<{ name: string }>`
    SELECT name FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off'`;
  const [login] = await sql<{ name: string; isUnbound: boolean }>`
    SELECT rolname AS name, rolsuper OR rolbypassrls AS "isUnbound" FROM pg_roles WHERE rolname = session_user`;
  return [
    ...(lossy.length
      ? [`this PostgreSQL can lose confirmed data; turn on ${lossy.map(({ name }) => name).join(', ')} in postgresql.conf.`]
      : []),
    ...(login?.isUnbound
      ? [
          `the login ${login.name} is a superuser, whom no rule of the database binds. Give the servers one that is none: docs/operations.md.`,
        ]
      : []),
  ];
}

/**
 * Refuses to start on a database that this program does not fit, or that production must not run on.
 *
 * Asks as the login itself, for the roles of the servers are made by the migrations that may be missing.
 *
 * @throws Error with a line for each reason, which begins with the setting
 * @throws what PostgreSQL throws when it cannot be reached
 */
export async function requireFittingDatabase({ databaseUrl, mode }: Pick<Config, 'databaseUrl' | 'mode'>): Promise<void> {
  const { role: _, ...limits } = READ_LIMITS;
  const client = new pg.Client(connectionSettings(databaseUrl, limits));
  await client.connect();
  try {
    const sql: Sql = (text, ...values) => runSql(client, text, values);
    const misfit = await schemaMisfit(sql).catch((error: unknown) => {
      if (sqlState(error) === DENIED) return 'this login may read nothing. Run npm run migrate first, which lets it in.';
      throw error;
    });
    const reasons = [...(misfit ? [misfit] : []), ...(mode === 'production' ? await productionMisfits(sql) : [])];
    if (reasons.length) throw new Error(reasons.map((reason) => `DATABASE_URL: ${reason}`).join('\n'));
  } finally {
    await client.end();
  }
}
