import type pg from 'pg';
import type { Canaries } from './canaries.js';

/** Everything that the database holds, value by value. */
export async function leaksInDatabase(database: pg.Client, canaries: Canaries): Promise<string[]> {
  const { rows: tables } = await database.query<{ schema: string; name: string }>(
    `SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' ORDER BY 1, 2`,
  );
  const leaks = new Set<string>();
  for (const { schema, name } of tables) {
    const { rows } = await database.query<{ row: Record<string, unknown> }>(
      `SELECT to_jsonb(t) AS row FROM "${schema}"."${name}" t`,
    );
    const table = schema === 'public' ? name : `${schema}.${name}`;
    for (const { row } of rows)
      for (const [column, value] of Object.entries(row))
        for (const where of canaries.find(JSON.stringify(value))) leaks.add(`${table}.${column}: ${where}`);
  }
  return [...leaks];
}
