import pg from 'pg';
import { DAY } from '#kernel';

/** The demo clinic begins this long ago: its past is played, not made up. */
export const BEGINS_DAYS_AGO = 9;
const LOCK = 0x73656564; // "seed": whoever makes the demo clinic in a database holds this advisory lock
/** The comment of a table, for it comes and goes with a transaction and is no part of the schema. */
const UNFINISHED = 'the demo clinic in this database is unfinished';

async function isUnfinished(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ mark: string | null }>(`SELECT obj_description('clinic_settings'::regclass) AS mark`);
  return rows[0]?.mark === UNFINISHED;
}

/** Removes what a seed that was killed has made; facts, which nothing else may remove, too. */
async function clear(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
  );
  const names = rows.map(({ name }) => name);
  const triggers = (verb: string) => names.map((name) => `ALTER TABLE ${name} ${verb} TRIGGER USER;`).join('\n');
  await client.query(`BEGIN; ${triggers('DISABLE')} TRUNCATE ${names.join(', ')}; ${triggers('ENABLE')} COMMIT`);
}

/** Sets the clock to the beginning of the story, so long before the time that it shows, and marks the database until the story is told. */
async function rewind(client: pg.Client): Promise<void> {
  await client.query(`
    BEGIN;
    COMMENT ON TABLE clinic_settings IS '${UNFINISHED}';
    INSERT INTO clock_offset (offset_ms) VALUES (${-BEGINS_DAYS_AGO * DAY})
      ON CONFLICT (one) DO UPDATE SET offset_ms = clock_offset.offset_ms + EXCLUDED.offset_ms;
    COMMIT`);
}

/**
 * Runs `tell` on a database that has no clinic, or only what a killed seed has left of one. Two at once wait for one another.
 *
 * @param tell makes the demo clinic
 * @returns what `tell` returned, or undefined when this database has a clinic already
 */
export async function onEmptyDatabase<T>(databaseUrl: string, tell: () => Promise<T>): Promise<T | undefined> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    if (await isUnfinished(client)) await clear(client);
    if ((await client.query('SELECT 1 FROM clinic_settings')).rowCount) return undefined;
    await rewind(client);
    const told = await tell();
    await client.query('COMMENT ON TABLE clinic_settings IS NULL');
    return told;
  } finally {
    await client.end();
  }
}
