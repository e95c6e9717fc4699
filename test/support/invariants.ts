import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';

export type Invariant = Readonly<{ name: string; query: string }>;

const text = readFileSync(join(import.meta.dirname, 'invariants.sql'), 'utf8');

/** The queries of invariants.sql, each with its name. */
export const invariants: readonly Invariant[] = text
  .split(/^-- name: /m)
  .slice(1)
  .map((part) => {
    const [name, ...query] = part.split('\n');
    return { name: name!, query: query.join('\n') };
  });

/** Runs every query. @returns a sentence for each that finds something, with its first rows; none when all is well */
export async function brokenInvariants(database: pg.Client | pg.Pool): Promise<string[]> {
  const broken: string[] = [];
  for (const { name, query } of invariants) {
    const { rows } = await database.query(query);
    if (rows.length) broken.push(`${name} (${rows.length}): ${JSON.stringify(rows.slice(0, 3))}`);
  }
  return broken;
}

/** The same, once the clinic has come to rest: what is on its way when a server was killed a moment ago gets so long to arrive. */
export async function brokenAtRest(database: pg.Client | pg.Pool, withinMs = 30_000): Promise<string[]> {
  for (const until = performance.now() + withinMs; ; await new Promise((done) => setTimeout(done, 200))) {
    const broken = await brokenInvariants(database);
    if (!broken.length || performance.now() > until) return broken;
  }
}
