// What the database knows of itself and of the clinic.
import pg from 'pg';
import { valuesByKey } from '../keys/places.mjs';
import { migrations } from '../migrations.mjs';
import { onlyRead } from '../server-login.mjs';

const SERVER = `
  SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int / 10000 AS major,
    (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = session_user) AS "isSuperuser",
    EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '_prisma_migrations'
      AND pg_has_role(session_user, relowner, 'USAGE')) AS "isOwner",
    (SELECT coalesce(json_agg(name ORDER BY name), '[]') FROM pg_settings
     WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off') AS unsafe,
    to_regclass('public._prisma_migrations') IS NOT NULL AS "isMigrated"`;
const MIGRATIONS = `
  SELECT migration_name AS name, finished_at IS NULL AS "isFailed" FROM _prisma_migrations WHERE rolled_back_at IS NULL`;
const WORK = `
  SELECT (SELECT extract(epoch FROM clock_timestamp() - max(at))::float8 FROM sweeper_heartbeat) AS "sweepAgeSec",
    (SELECT coalesce(greatest(0, extract(epoch FROM app_now() - min(due_at))), 0)::float8 FROM deadline
     WHERE fired_at IS NULL AND voided_at IS NULL) AS "overdueSec",
    (SELECT count(*)::int FROM outbox_event WHERE parked_at IS NOT NULL) AS parked,
    (SELECT offset_ms::float8 FROM clock_offset) AS "offsetMs"`;
const AUDIT = `
  SELECT (SELECT max(position)::float8 FROM audit_seal) AS sealed, (SELECT max(position)::float8 FROM audit_head) AS signed,
    (SELECT extract(epoch FROM clock_timestamp() - min(e.written_at))::float8 FROM audit_event e
     WHERE e.txid >= coalesce((SELECT CASE WHEN sealed_below <= pg_snapshot_xmin(pg_current_snapshot()) THEN sealed_below END
         FROM audit_head ORDER BY position DESC LIMIT 1), '0')
       AND NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.event_id = e.id)) AS "waitingSec"`;
const LANES = `
  SELECT direct, count(*)::int AS due, extract(epoch FROM app_now() - min(due_at))::float8 AS "oldestSec" FROM outbox_event
  WHERE due_at <= app_now() AND done_at IS NULL AND voided_at IS NULL AND parked_at IS NULL GROUP BY direct`;
/** Offsets from UTC in minutes of the zones in use, on the first of the next twelve months. */
const ZONES = `
  SELECT zone, at, extract(epoch FROM at AT TIME ZONE zone - at AT TIME ZONE 'UTC')::int / 60 AS "offsetMin"
  FROM (SELECT zone FROM person UNION SELECT zone FROM clinic_settings) used (zone),
    generate_series(date_trunc('month', now()), now() + interval '1 year', interval '1 month') at`;

/** Minutes from UTC, as Node's own tables say it. */
export function offsetOf(zone, at) {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' },
  }).formatToParts(at);
  const part = (type) => Number(parts.find((each) => each.type === type).value);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return Math.round((wall - Math.floor(at.getTime() / 60_000) * 60_000) / 60_000);
}

function agrees({ zone, at, offsetMin }) {
  try {
    return offsetOf(zone, at) === offsetMin;
  } catch {
    return false; // Node does not know the zone at all
  }
}

/** Which keys of the key file nobody has shown a copy of, and how many values each still holds. */
async function keyUse(client) {
  const { rows } = await client.query('SELECT id FROM installation_key WHERE copy_seen_at IS NULL');
  return { uncopied: rows.map(({ id }) => id), values: await valuesByKey(client) };
}

async function migrationFacts(client) {
  const known = migrations().migrationDirectories.map(({ path }) => path);
  const { rows } = await client.query(MIGRATIONS);
  const applied = rows.map(({ name }) => name);
  return {
    missing: known.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !known.includes(name)),
    failed: rows.filter(({ isFailed }) => isFailed).map(({ name }) => name),
  };
}

/** How far this machine's clock is ahead, in ms; half the way there and back is the doubt. */
async function skewMs(client) {
  const before = Date.now();
  const { rows } = await client.query('SELECT clock_timestamp() AS at');
  return (before + Date.now()) / 2 - rows[0].at.getTime();
}

/**
 * @returns `{ server }`, and if it has the program's tables `migrations`, `work`, `audit`, `lanes`, `keys`, `skewMs`, `zones` that disagree
 * @throws what pg throws
 */
export async function databaseFacts(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 10_000 });
  await client.connect();
  try {
    await onlyRead(client);
    const server = (await client.query(SERVER)).rows[0];
    if (!server.isMigrated)
      return { server, migrations: { missing: migrations().migrationDirectories, unknown: [], failed: [] } };
    const found = await migrationFacts(client);
    if (found.missing.length || found.failed.length) return { server, migrations: found };
    const work = (await client.query(WORK)).rows[0];
    const audit = (await client.query(AUDIT)).rows[0];
    const lanes = (await client.query(LANES)).rows;
    const zones = (await client.query(ZONES)).rows.filter((row) => !agrees(row)).map(({ zone }) => zone);
    const keys = await keyUse(client);
    return { server, migrations: found, work, audit, lanes, keys, skewMs: await skewMs(client), zones: [...new Set(zones)] };
  } finally {
    await client.end();
  }
}
