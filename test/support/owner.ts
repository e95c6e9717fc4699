import pg from 'pg';

/**
 * Runs statements as whoever owns the tables. The program under test comes as app_rw and app_sweep, and may change no schema.
 *
 * @param url the database of the test file unless given
 */
export async function asOwner(statements: string, url = process.env['DATABASE_URL']): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statements);
  } finally {
    await client.end();
  }
}

/** A function that ends the connection of whoever calls it, as a fault does; a role that is not the login's own may not. */
export const END_CONNECTION = `
  CREATE FUNCTION end_connection() RETURNS boolean LANGUAGE sql SECURITY DEFINER AS 'SELECT pg_terminate_backend(pg_backend_pid())'`;
/** The same as a trigger. */
export const DIE = `
  CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
  BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$`;
