// The login of the servers: it may take their roles, and owns nothing (docs/adr/0014).
import { randomBytes } from 'node:crypto';
import pg from 'pg';

const ROLES = 'app_rw, app_sweep';
const OWN = 'hearth_server';

async function asOwner(url, work) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  return work(client).finally(() => client.end());
}

const loginOf = (url) => decodeURIComponent(new URL(url).username);

/**
 * Lets the login of the servers take their roles, unless it may already. Whoever migrates may take them too.
 *
 * @param ownerUrl  who migrated, and so may give the roles
 * @param serverUrl who the servers sign in as
 */
export const admit = (ownerUrl, serverUrl) =>
  asOwner(ownerUrl, async (client) => {
    const login = loginOf(serverUrl);
    const { rows } = await client.query(
      `SELECT bool_and(pg_has_role($1, wanted, 'SET')) AS "isIn" FROM unnest(ARRAY['app_rw', 'app_sweep']) wanted`,
      [login],
    );
    if (!rows[0].isIn) await client.query(`GRANT ${ROLES} TO ${pg.escapeIdentifier(login)}`);
  });

/**
 * Makes the login of the servers in a database of Hearth's own. Its password is new with each start and kept nowhere.
 *
 * @returns the address by which the servers come
 */
export const ownLogin = (ownerUrl) =>
  asOwner(ownerUrl, async (client) => {
    const password = randomBytes(24).toString('base64url');
    const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [OWN]);
    await client.query(`${rowCount ? 'ALTER' : 'CREATE'} ROLE ${OWN} LOGIN PASSWORD ${pg.escapeLiteral(password)}`);
    await client.query(`GRANT ${ROLES} TO ${OWN}`);
    return Object.assign(new URL(ownerUrl), { username: OWN, password }).href;
  });

/** The role of who only looks, for tools that change nothing; they stay who they are where there is no such role yet, or may not take it. */
export async function onlyRead(client) {
  const { rows } = await client.query(
    `SELECT 1 FROM pg_roles WHERE rolname = 'app_readonly' AND pg_has_role(current_user, oid, 'SET')
       AND has_table_privilege(oid, to_regclass('public._prisma_migrations'), 'SELECT')`,
  );
  if (rows.length) await client.query('SET ROLE app_readonly');
}
