// The schema and migration folders as files, and statements beside a database: what needs no schema engine.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';

const PRISMA = resolve(import.meta.dirname, '../prisma');

/** Every file of the schema folder, as the engine wants them. */
export const schemaFiles = () =>
  readdirSync(join(PRISMA, 'schema'), { recursive: true })
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => ({ path: join('prisma/schema', name), content: readFileSync(join(PRISMA, 'schema', name), 'utf8') }));

/** The migrations folder, as the engine wants it; up to the one named `upTo`, if one is. */
export function migrations() {
  const baseDir = join(PRISMA, 'migrations');
  const file = (path) => ({
    path: 'migration.sql',
    content: { tag: 'ok', value: readFileSync(join(baseDir, path, 'migration.sql'), 'utf8') },
  });
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: (existsSync(baseDir) ? readdirSync(baseDir, { withFileTypes: true }) : [])
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort()
      .map((path) => ({ path, migrationFile: file(path) })),
  };
}

/** Runs one statement beside the database of `url`, in `postgres`. */
export async function onServer(url, statement) {
  const client = new pg.Client({ connectionString: Object.assign(new URL(url), { pathname: '/postgres' }).href });
  await client.connect();
  return client.query(statement).finally(() => client.end());
}
