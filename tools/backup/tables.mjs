// What of a database a backup holds: every table of the clinic, column by column, in an order in which they can be loaded.

/** Left out: migrations are applied by the program that restores, and signs of life are those of servers that are gone. */
const LEFT_OUT = ['_prisma_migrations', 'sweeper_heartbeat'];

/**
 * The tables of schema `public`: not `bullmq`, for queues hold no promise, and not UNLOGGED ones, which do not outlive a crash either.
 *
 * @returns `{ name, columns, key }` by name; `key` are the columns of the primary key, by which the rows are put in order
 */
export async function copiedTables(client) {
  const { rows } = await client.query(
    `SELECT c.relname AS name,
       (SELECT json_agg(attname ORDER BY attnum) FROM pg_attribute
        WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '') AS columns,
       (SELECT json_agg(a.attname ORDER BY array_position(i.indkey::int2[], a.attnum))
        FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(i.indkey)
        WHERE i.indrelid = c.oid AND i.indisprimary) AS key
     FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relpersistence = 'p' AND c.relname <> ALL($1)
     ORDER BY c.relname`,
    [LEFT_OUT],
  );
  return rows;
}

/**
 * The same names, each after those that its foreign keys name.
 *
 * @param links `[from, to]` pairs
 * @throws Error when they go round in a circle: such a schema needs deferred constraints
 */
export function inLoadOrder(names, links) {
  const ordered = [];
  const waiting = new Set(names);
  while (waiting.size) {
    const free = [...waiting].filter((name) => !links.some(([from, to]) => from === name && to !== name && waiting.has(to)));
    if (!free.length) throw new Error(`Foreign keys go round in a circle: ${[...waiting].join(', ')}.`);
    ordered.push(...free);
    for (const name of free) waiting.delete(name);
  }
  return ordered;
}

/** Foreign keys of schema `public` as `[from, to]` pairs of table names. */
export async function foreignKeys(client) {
  const { rows } = await client.query({
    text: `SELECT a.relname, b.relname FROM pg_constraint k JOIN pg_class a ON a.oid = k.conrelid JOIN pg_class b ON b.oid = k.confrelid
           WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace`,
    rowMode: 'array',
  });
  return rows;
}

/** Sequences of schema `public` that were used, and the last value of each. */
export async function sequences(client) {
  const { rows } = await client.query(
    `SELECT sequencename AS name, last_value::text AS last FROM pg_sequences
     WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY 1`,
  );
  return rows;
}

/** The migrations that the database has, by name; none if it never met the program. */
export async function appliedMigrations(client) {
  const { rows } = await client.query(`SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS is_there`);
  if (!rows[0].is_there) return [];
  const applied = await client.query(
    'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1',
  );
  return applied.rows.map(({ name }) => name);
}
