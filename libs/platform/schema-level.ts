import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Sql } from './sql.js';
import { sqlState } from './sql-state.js';

/** One line of the ledger `_prisma_migrations` that was not rolled back. */
export type AppliedMigration = Readonly<{ name: string; isFinished: boolean }>;

const readApplied = (sql: Sql) => sql<AppliedMigration>`
  SELECT migration_name AS name, finished_at IS NOT NULL AS "isFinished"
  FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY migration_name`;
const MISSING_TABLE = '42P01';

/** The migrations that this program was built with, oldest first. */
const knownMigrations = (folder = resolve('prisma/migrations')): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/** The migrations that a program knows and the database lacks. */
export function lacking(applied: readonly AppliedMigration[], known: readonly string[]): string[] {
  const finished = new Set(applied.filter(({ isFinished }) => isFinished).map(({ name }) => name));
  return known.filter((name) => !finished.has(name));
}

/** Why a program that knows these migrations must not start on a database with those; undefined when it may. */
export function misfit(applied: readonly AppliedMigration[], known: readonly string[]): string | undefined {
  const names = (isWrong: (one: AppliedMigration) => boolean) => applied.filter(isWrong).map(({ name }) => name);
  const newer = names(({ name }) => !known.includes(name));
  if (newer.length)
    return `the database is newer than this program: it has ${newer.join(', ')}. Start the newer Hearth, or restore a backup from before the upgrade.`;
  const unfinished = names(({ isFinished }) => !isFinished);
  if (unfinished.length)
    return `a migration is not finished: ${unfinished.join(', ')}. It is being applied now, or it failed: npm run migrate says what to do.`;
  const missing = lacking(applied, known);
  if (missing.length) return `the database lacks ${missing.join(', ')}. Run npm run migrate first, as npm start does.`;
  return undefined;
}

/**
 * What the database lacks of what this program needs. A newer migration that comes while it runs is no hindrance: those are made
 * so that the program before still works.
 */
export const lackingMigrations = async (sql: Sql): Promise<string[]> => lacking(await readApplied(sql), knownMigrations());

/** Why this program must not start on the database; undefined when it may. @throws what PostgreSQL throws */
export async function schemaMisfit(sql: Sql): Promise<string | undefined> {
  const applied = await readApplied(sql).catch((error: unknown) => {
    if (sqlState(error) === MISSING_TABLE) return [];
    throw error;
  });
  return misfit(applied, knownMigrations());
}
