// Who was erased, apart from the backups: an older backup still holds them, and must forget them again when it is restored.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Refused } from '../refused.mjs';

/** Ids, codes and times: one line for each, oldest first. */
export const tombstonesIn = (folder) => join(folder, 'tombstones.jsonl');

/** @throws Refused when the file is none */
export function readTombstones(path) {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  try {
    return lines.map((line) => {
      const { personId, reason, erasedAt } = JSON.parse(line);
      if (!/^[0-9a-f-]{36}$/.test(personId) || !reason || Number.isNaN(Date.parse(erasedAt))) throw new Error(line);
      return { personId, reason, erasedAt };
    });
  } catch {
    throw new Refused(`${path} is no list of erased people. Nothing was changed.`);
  }
}

/**
 * Adds those of the database to those that the file has. Nobody ever leaves it: a database that was put back may know of fewer.
 *
 * @returns how many there are; without any no file is made
 */
export async function keepTombstones(client, path) {
  const { rows: found } = await client.query(`SELECT to_regclass('public.tombstone') IS NOT NULL AS "isThere"`);
  if (!found[0].isThere) return 0; // of an older Hearth
  const { rows } = await client.query(`
    SELECT person_id AS "personId", reason, erased_at AS "erasedAt" FROM tombstone ORDER BY erased_at, person_id`);
  const known = existsSync(path) ? readTombstones(path) : [];
  const there = new Set(known.map(({ personId }) => personId));
  const all = [...known, ...rows.filter(({ personId }) => !there.has(personId))];
  if (!all.length) return 0;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(`${path}.new`, all.map((each) => `${JSON.stringify(each)}\n`).join(''), { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
  return all.length;
}

/** Erases again whom the database still knows. @returns how many of them it knew as they were */
export async function eraseAgain(client, tombstones) {
  let erased = 0;
  for (const { personId, reason, erasedAt } of tombstones) {
    const { rowCount } = await client.query(
      'SELECT 1 FROM person WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM tombstone WHERE person_id = $1)',
      [personId],
    );
    await client.query('SELECT erase_person($1, $2, $3)', [personId, reason, erasedAt]);
    erased += rowCount;
  }
  return erased;
}
